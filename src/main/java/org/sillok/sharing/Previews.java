package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.ItemAccess;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.sharing.core.Counterparties;
import org.sillok.sharing.core.Masking;
import org.sillok.sharing.core.OnRecord;
import org.sillok.sharing.core.PreviewAsk;
import org.sillok.sharing.core.Requesters;
import org.sillok.sharing.core.WhatIf;
import org.sillok.terms.Decision;
import org.sillok.terms.Evaluator;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Purpose;
import org.sillok.terms.Request;

/**
 * Shows the owner what its counterparties would be permitted. An item that is hidden from the owner's own staff can be
 * previewed, because that is how one finds out what hides it; nothing of the item itself is shown.
 */
@ApplicationScoped
public class Previews {
    private static final int MOST_COUNTERPARTIES = 100;

    private final Circumstances circumstances;
    private final ItemAccess access;
    private final AccessLog accessLog;
    private final Scope scope;

    Previews(Circumstances circumstances, ItemAccess access, AccessLog accessLog, Scope scope) {
        this.circumstances = circumstances;
        this.access = access;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** What would come of it, per counterparty and set of purposes. Records a look at the item. */
    @Transactional
    public Outcome<Preview> preview(Caller caller, ItemId item, PreviewAsk asked) {
        scope.enter(caller);
        return access.administer(caller, item, "PREVIEW_ITEM").then(own -> {
            OnRecord record = circumstances.ofReleases(caller.party(), List.of(item), asked.ask());
            Outcome<Preview> preview = preview(caller, item, record, asked);
            accessLog.viewed(caller.actor(), item);
            return preview;
        });
    }

    private Outcome<Preview> preview(Caller caller, ItemId item, OnRecord record, PreviewAsk asked) {
        Set<MaterialRef> versions = record.ancestors().byItem().getOrDefault(item, Set.of());
        Integer number = asked.version();
        MaterialRef version = versions.stream()
                .filter(ref -> number == null || ref.version() == number)
                .reduce((one, later) -> later)
                .orElse(null);
        if (version == null) {
            return invalid("/version", "The item has no such version.");
        }
        WhatIf draft = asked.draft();
        if (draft != null && !record.concerns(version, draft.instrument(), caller.party())) {
            return invalid("/draft", "No such consent or agreement bears on this item.");
        }
        List<Requesters.Requester> requesters = Requesters.of(
                Counterparties.of(record.agreements(), caller.party()),
                record.standings(),
                asked.party(),
                asked.partyClass());
        if (requesters.isEmpty() && asked.party() != null) {
            return invalid("/requester", "Your organisation never had an agreement under which it provides to it.");
        }
        if (requesters.size() > MOST_COUNTERPARTIES) {
            return invalid("/requester", "There are more than " + MOST_COUNTERPARTIES + " counterparties: name one.");
        }
        if (!record.standings().keySet().containsAll(asked.ask().handedOnTo())) {
            return invalid("/handedOnTo", "One of them is not known here.");
        }
        Masking masking = masking(caller, record, version);
        @Nullable OnRecord changed = draft == null ? null : draft.in(record);
        List<Preview.Line> lines = new ArrayList<>();
        for (Requesters.Requester requester : requesters) {
            for (Set<Purpose> purposes : asked.ask().purposes()) {
                Request request =
                        asked.ask().request(requester.party(), requester.standing(), purposes, record.standings());
                lines.add(new Preview.Line(
                        requester.isAnybody() ? null : requester.party(),
                        requester.standing().partyClass(),
                        purposes,
                        answer(masking, record, request, version),
                        changed == null ? null : answer(masking, changed, request, version)));
            }
        }
        return Outcome.done(new Preview(version, record.time().newest(), lines));
    }

    /** The item that is asked about may be named: the caller has just named it. */
    private Masking masking(Caller caller, OnRecord record, MaterialRef version) {
        List<MaterialRef> line = record.line(version);
        Set<ItemId> others = line.stream()
                .map(MaterialRef::item)
                .filter(ancestor -> !ancestor.equals(version.item()))
                .collect(Collectors.toSet());
        Set<ItemId> named = new HashSet<>(access.discoverable(caller, others));
        named.add(version.item());
        return Masking.of(line, record, named, caller.party());
    }

    private static Preview.Answer answer(Masking masking, OnRecord record, Request request, MaterialRef version) {
        Decision decision = Evaluator.decide(record.question(request, version));
        return new Preview.Answer(
                masking.of(decision),
                decision.obligations().stream()
                        .map(obligation -> new Preview.Obliged(obligation.code(), masking.place(obligation)))
                        .distinct()
                        .toList());
    }

    private static Outcome<Preview> invalid(String pointer, String detail) {
        return Outcome.refused(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }
}
