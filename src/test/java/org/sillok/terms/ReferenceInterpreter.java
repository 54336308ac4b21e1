package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.terms.ReferenceConditions.Says;

/**
 * Decides by docs/consent.md a second time, written from that page alone: it shares nothing with {@link Evaluator} but the
 * records that go in. Plain and slow, for comparison only.
 */
final class ReferenceInterpreter {
    private static final Set<Action> OWNER = EnumSet.of(
            Action.DISCOVER, Action.INSPECT, Action.COPY, Action.TRANSLATE, Action.CONTACT_SOURCE, Action.RETAIN);
    private static final Set<Action> SYSTEM = EnumSet.of(Action.DISCOVER, Action.INSPECT, Action.RETAIN);

    private final Question question;
    private final Request request;
    private final ReferenceMaterial material;
    private final ReferenceConditions conditions;
    private final ReferenceMatching about;
    private final List<Outcome> found = new ArrayList<>();
    private final Set<Obligation> obligations = new HashSet<>();

    private ReferenceInterpreter(Question question) {
        this.question = question;
        this.request = question.request();
        this.material = new ReferenceMaterial(question.material());
        this.about = new ReferenceMatching(question, material.isDerivative());
        this.conditions = new ReferenceConditions(question, about);
    }

    /** What it comes to, with the obligations of every permission that applies. */
    record Result(Outcome outcome, Set<Obligation> obligations) {}

    static Result decide(Question question) {
        return new ReferenceInterpreter(question).decide();
    }

    private Result decide() {
        boolean release = request.profile() == Profile.RECIPIENT;
        capacity();
        if (material.isBroken()) {
            found.add(Outcome.INDETERMINATE);
        }
        for (Node node : question.material().nodes()) {
            node.guards().forEach(guard -> guard(guard.code(), release));
            contact(node);
            bound(node).forEach(this::prohibitions);
            if (request.profile() == Profile.OWNER && request.actions().contains(Action.CONTACT_SOURCE)) {
                bound(node).forEach(consent -> found.add(contactByOwner(node, consent)));
            }
            if (release) {
                source(node);
                bound(node).forEach(consent -> found.add(consent(consent, material.done(node.ref()))));
                owners(node);
            }
        }
        question.agreements().stream().filter(this::forbidsStill).forEach(this::prohibitions);
        found.add(isPossible() ? Outcome.PERMIT : Outcome.DENY);
        return new Result(Collections.min(found), obligations);
    }

    private void capacity() {
        @Nullable Node requested = material.requested();
        boolean owner = requested != null && requested.owners().contains(request.requester());
        boolean may = switch (request.profile()) {
            case RECIPIENT -> true;
            case OWNER -> owner && OWNER.containsAll(request.actions());
            case SYSTEM -> SYSTEM.containsAll(request.actions());
        };
        if (!may) {
            found.add(Outcome.DENY);
        }
    }

    private void guard(GuardCode code, boolean release) {
        switch (code) {
            case ERASED, REQUESTER_INACTIVE -> found.add(Outcome.DENY);
            case RESTRICTED -> {
                boolean onlyKept = request.profile() == Profile.SYSTEM
                        && request.actions().stream().allMatch(action -> action == Action.RETAIN);
                found.add(onlyKept ? Outcome.PERMIT : Outcome.DENY);
            }
            case INCOMPLETE -> found.add(Outcome.INDETERMINATE);
            case HOLD, WITHDRAWN -> found.add(release ? Outcome.DENY : Outcome.PERMIT);
            case OWNER_INACTIVE, CLOCK_DISAGREES -> found.add(release ? Outcome.INDETERMINATE : Outcome.PERMIT);
        }
    }

    private void contact(Node node) {
        if (request.actions().contains(Action.CONTACT_SOURCE)
                && node.bindings().stream().anyMatch(Binding.ToPublicSource.class::isInstance)) {
            found.add(Outcome.DENY);
        }
    }

    /** Only the sources of what it deposited, and not without permission if they want no contact. */
    private Outcome contactByOwner(Node node, Consent consent) {
        if (!node.owners().contains(request.requester())) {
            // Its obligations count all the same.
            contactWithPermission(node, consent);
            return Outcome.DENY;
        }
        return contactWithPermission(node, consent);
    }

    private Outcome contactWithPermission(Node node, Consent consent) {
        boolean wantsNone = clauses(consent).stream()
                .filter(Term.class::isInstance)
                .map(Term.class::cast)
                .filter(Term::permits)
                .flatMap(term -> term.conditions().stream())
                .anyMatch(condition -> condition.code() == ConditionCode.NO_CONTACT_SOURCE);
        return wantsNone ? consent(consent, material.done(node.ref())) : Outcome.PERMIT;
    }

    private void source(Node node) {
        if (!material.wasMadeFromSomething(node.ref()) && node.bindings().isEmpty()) {
            found.add(Outcome.DENY);
        }
    }

    private static List<Consent> bound(Node node) {
        return node.bindings().stream()
                .filter(Binding.ToConsent.class::isInstance)
                .map(binding -> ((Binding.ToConsent) binding).consent())
                .toList();
    }

    private void owners(Node node) {
        if (node.owners().isEmpty()) {
            found.add(Outcome.DENY);
        }
        for (PartyId owner : node.owners()) {
            List<Outcome> offers = question.agreements().stream()
                    .filter(agreement -> agreement.kind() != AgreementKind.COURT_ORDER
                            && agreement.providers().contains(owner)
                            && agreement.recipients().contains(request.requester()))
                    .map(agreement -> agreement(agreement, material.done(node.ref())))
                    .toList();
            found.add(offers.isEmpty() ? Outcome.NOT_COVERED : Collections.max(offers));
        }
    }

    private Outcome consent(Consent consent, Set<Transformation> done) {
        switch (consent.state()) {
            case REFUSED, WITHDRAWN, REVOKED_BY_OTHER, INVALIDATED -> {
                return Outcome.DENY;
            }
            case REQUESTED, DEFERRED, EXPIRED, UNKNOWN -> {
                return Outcome.NOT_COVERED;
            }
            case GIVEN, REAFFIRMED, NARROWED, WIDENED -> {}
        }
        if (!ReferenceMatching.within(consent.window(), question.asOf()) || !contains(consent.scope())) {
            return Outcome.NOT_COVERED;
        }
        @Nullable Majority majority = consent.majority();
        boolean cameOfAge = majority != null
                && (majority.at() == null || conditions.hasCome(majority.at()))
                && !majority.reaffirmed();
        boolean due = consent.reviewBy() != null && conditions.hasCome(consent.reviewBy());
        Outcome permitted = permissions(consent, done);
        return cameOfAge || due ? min(Outcome.CONSULT, permitted) : permitted;
    }

    private Outcome agreement(Agreement agreement, Set<Transformation> done) {
        Set<String> passed = new HashSet<>();
        Set<PartyId> toBeNamed = Set.of();
        for (@Nullable String id = agreement.ref().id(); id != null; ) {
            @Nullable Agreement one = byId(id);
            if (one == null || !passed.add(id)) {
                return Outcome.INDETERMINATE;
            }
            if (one.state() != AgreementState.IN_FORCE || !ReferenceMatching.within(one.window(), question.asOf())) {
                return Outcome.NOT_COVERED;
            }
            Set<PartyId> named = new HashSet<>(one.providers());
            named.addAll(one.recipients());
            if (!named.containsAll(toBeNamed)) {
                return Outcome.NOT_COVERED;
            }
            toBeNamed = named;
            id = one.umbrella();
        }
        boolean otherCase = agreement.kind() == AgreementKind.CASE_UNDERTAKING
                && (agreement.caseRef() == null || !agreement.caseRef().equals(request.caseRef()));
        return otherCase ? Outcome.NOT_COVERED : permissions(agreement, done);
    }

    private @Nullable Agreement byId(String id) {
        return question.agreements().stream()
                .filter(agreement -> agreement.ref().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private List<Clause> clauses(Instrument instrument) {
        List<Clause> clauses = new ArrayList<>(instrument.clauses());
        instrument.answers().stream()
                .filter(answer -> answer.request().equals(request.id()))
                .forEach(answer -> clauses.add(answer.term()));
        return clauses;
    }

    private Outcome permissions(Instrument instrument, Set<Transformation> done) {
        List<Outcome> offers = new ArrayList<>();
        for (Clause clause : clauses(instrument)) {
            if (clause instanceof Term term && term.effect() == Effect.PERMIT) {
                ClauseRef ref = new ClauseRef(instrument.ref(), term.id());
                List<Says> all = about.contains(term);
                term.conditions()
                        .forEach(condition -> all.add(conditions.inPermission(condition, instrument, ref, done)));
                Outcome offer = all.contains(Says.NO)
                        ? Outcome.NOT_COVERED
                        : all.contains(Says.NOT_KNOWN)
                                ? Outcome.INDETERMINATE
                                : all.contains(Says.ASK) ? Outcome.CONSULT : Outcome.PERMIT;
                offers.add(offer);
                if (offer == Outcome.PERMIT) {
                    oblige(term, ref);
                }
            }
        }
        for (Outcome best : List.of(Outcome.PERMIT, Outcome.CONSULT, Outcome.INDETERMINATE)) {
            if (offers.contains(best)) {
                return best;
            }
        }
        return Outcome.NOT_COVERED;
    }

    private void oblige(Term term, ClauseRef ref) {
        for (Condition condition : term.conditions()) {
            if (ReferenceConditions.UNDERTAKEN.contains(condition.code())) {
                obligations.add(new Obligation(condition.code().name(), condition.argument(), ref));
            }
        }
        for (Duty duty : term.duties()) {
            obligations.add(new Obligation(duty.code().name(), duty.argument(), ref));
        }
    }

    private boolean forbidsStill(Agreement agreement) {
        boolean signed = agreement.state() != AgreementState.DRAFT && agreement.state() != AgreementState.PROPOSED;
        boolean begun = agreement.window().from() == null
                || conditions.hasCome(agreement.window().from());
        boolean ended = agreement.state() != AgreementState.IN_FORCE
                || (agreement.window().until() != null
                        && conditions.hasCome(agreement.window().until()));
        return signed && begun && (!ended || agreement.prohibitionsSurvive());
    }

    private void prohibitions(Instrument instrument) {
        for (Clause clause : clauses(instrument)) {
            if (clause instanceof UnreadableClause) {
                found.add(Outcome.DENY);
            }
            if (clause instanceof Term term && term.effect() == Effect.PROHIBIT) {
                List<Says> all = about.touches(term);
                term.conditions().forEach(condition -> all.add(conditions.inProhibition(condition)));
                if (!all.contains(Says.NO)) {
                    found.add(all.contains(Says.NOT_KNOWN) ? Outcome.INDETERMINATE : Outcome.DENY);
                }
            }
        }
    }

    private boolean contains(Scope scope) {
        return about.parts(scope, true) && about.kind(scope);
    }

    private boolean isPossible() {
        for (Obligation returned : obligations) {
            if (returned.code().equals("RETURN_OR_DESTROY_BY")) {
                Instant by = ((Argument.At) returned.argument()).instant();
                if (conditions.hasCome(by)) {
                    return false;
                }
                for (Obligation kept : obligations) {
                    if (kept.code().equals("RETAIN_UNTIL") && by.isBefore(((Argument.At) kept.argument()).instant())) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static Outcome min(Outcome one, Outcome other) {
        return Collections.min(List.of(one, other));
    }
}
