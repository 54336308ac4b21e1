package org.sillok.consent.core;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Edtf;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Term;
import org.sillok.terms.TermFault;
import org.sillok.terms.TermRules;

/** What a version of a consent has to be to be recorded. */
public final class ContentRules {
    /** Somewhere it is a day later than in UTC. */
    private static final ZoneOffset FIRST_TO_SEE_A_DAY = ZoneOffset.ofHours(14);

    private final ConsentContent content;
    private final List<ContentFault> faults = new ArrayList<>();

    private ContentRules(ConsentContent content) {
        this.content = content;
    }

    /** Everything that is wrong with {@code content} if it is recorded with {@code state} at {@code now}. */
    public static List<ContentFault> check(ConsentContent content, ConsentState state, Instant now) {
        ContentRules rules = new ContentRules(content);
        rules.speaker();
        rules.times(now);
        rules.terms();
        rules.form();
        if (Kinds.permits(state)) {
            rules.given();
        }
        return List.copyOf(rules.faults);
    }

    private void speaker() {
        boolean self = content.expressedBy() == ExpressedBy.SELF;
        if (self && content.capacity() != null) {
            fault("/capacity", "Only who speaks for somebody else has a capacity.");
        }
        if (!self && content.capacity() == null) {
            fault("/capacity", "It is required: in which capacity somebody else spoke, and why.");
        }
        Assessment assessment = content.assessment();
        if (self && assessment != null && assessment.ability() == Ability.NOT_ABLE) {
            fault("/assessment/ability", "Who cannot decide cannot consent. Record who decided instead.");
        }
    }

    private void given() {
        if (content.method() == null) {
            fault("/method", "It is required: how the consent was expressed.");
        }
        if (content.language() == null) {
            fault("/language", "It is required: in which language the consent was given.");
        }
        if (content.givenAt() == null) {
            fault("/givenAt", "It is required: when the consent was given, as precisely as is known.");
        }
    }

    private void form() {
        ConsentMethod method = content.method();
        if (method != null && method.needsForm() && content.form() == null) {
            fault("/form", "It is required for this method: deposit the form, the recording or the print as an item.");
        }
    }

    private void times(Instant now) {
        Edtf givenAt = content.givenAt();
        LocalDate today = LocalDate.ofInstant(now, FIRST_TO_SEE_A_DAY);
        if (givenAt != null && givenAt.earliest().filter(today::isBefore).isPresent()) {
            fault("/givenAt", "It lies in the future.");
        }
        Assessment assessment = content.assessment();
        past("/assessment/at", assessment == null ? null : assessment.at(), now);
        Verification verification = content.verification();
        past("/verification/at", verification == null ? null : verification.at(), now);
    }

    private void past(String path, @Nullable Instant at, Instant now) {
        if (at != null && at.isAfter(now)) {
            fault(path, "It lies in the future.");
        }
    }

    private void terms() {
        Set<ClauseId> ids = new HashSet<>();
        int index = 0;
        for (Clause clause : content.terms()) {
            String path = "/terms/" + index++;
            if (!ids.add(clause.id())) {
                fault(path + "/id", "Another clause of this version has this id.");
            }
            if (clause instanceof Term term) {
                for (TermFault fault : TermRules.check(term)) {
                    fault(path + fault.path(), fault.message());
                }
            } else {
                fault(path, "It cannot be read.");
            }
        }
        if (content.scope().parts().isEmpty()) {
            fault("/scope/parts", "It names nothing, so the consent would be about nothing.");
        }
    }

    private void fault(String path, String message) {
        faults.add(new ContentFault(path, message));
    }
}
