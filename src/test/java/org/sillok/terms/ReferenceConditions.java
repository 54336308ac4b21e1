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
import org.sillok.kernel.StateCode;

/** The table "The conditions" of docs/consent.md, line by line. */
final class ReferenceConditions {
    /** What a condition comes to. */
    enum Says {
        YES,
        /** False, and nobody can lift it. */
        NO,
        /** False, but somebody can be asked. */
        ASK,
        NOT_KNOWN
    }

    /** Those with a U in the table. */
    static final Set<ConditionCode> UNDERTAKEN = EnumSet.of(
            ConditionCode.CRIMINAL_PROCEEDINGS_ONLY,
            ConditionCode.LEAD_ONLY,
            ConditionCode.NO_DEATH_PENALTY,
            ConditionCode.FAIR_TRIAL_ASSESSED,
            ConditionCode.NO_IN_ABSENTIA,
            ConditionCode.NO_INTELLIGENCE_USE,
            ConditionCode.NO_IMMIGRATION_USE,
            ConditionCode.JURISDICTIONS_ONLY,
            ConditionCode.JURISDICTIONS_EXCLUDED,
            ConditionCode.STORE_ONLY_IN,
            ConditionCode.NO_ONWARD_TRANSFER,
            ConditionCode.ONWARD_WITH_CONSENT,
            ConditionCode.ONWARD_SAME_TERMS,
            ConditionCode.ATTRIBUTION,
            ConditionCode.CONTACT_VIA_NGO,
            ConditionCode.PROTECTIVE_MEASURES_FIRST,
            ConditionCode.NOTIFY_ON_USE,
            ConditionCode.REPORT_ONWARD,
            ConditionCode.RETAIN_UNTIL,
            ConditionCode.RETURN_OR_DESTROY_BY,
            ConditionCode.NO_PUBLICATION,
            ConditionCode.NO_CONTACT_SOURCE,
            ConditionCode.CASE_LIMITED,
            ConditionCode.ENCRYPT);

    private final Question question;
    private final Request request;
    private final Set<Purpose> asked;
    private final ReferenceMatching about;

    ReferenceConditions(Question question, ReferenceMatching about) {
        this.about = about;
        this.question = question;
        this.request = question.request();
        this.asked = ReferencePurposes.below(request.purposes());
    }

    Says inPermission(Condition condition, Instrument instrument, ClauseRef clause, Set<Transformation> done) {
        ConditionCode code = condition.code();
        if (UNDERTAKEN.contains(code) && !request.undertakings().contains(code)) {
            return Says.NO;
        }
        return switch (code) {
            case RECIPIENTS_ONLY -> about.receivers(one -> names(condition, one), true);
            case RECIPIENTS_EXCEPT -> about.receivers(one -> !names(condition, one), true);
            case PURPOSES_ONLY -> yes(purposes(condition).containsAll(asked));
            case PURPOSES_EXCEPT -> yes(Collections.disjoint(purposes(condition), asked));
            case CRIMINAL_PROCEEDINGS_ONLY ->
                request.proceeding() == null
                        ? Says.NOT_KNOWN
                        : yes(request.proceeding() == Proceeding.NATIONAL_CRIMINAL
                                || request.proceeding() == Proceeding.INTERNATIONAL_CRIMINAL);
            case LEAD_ONLY -> yes(!asks(Action.USE_IN_EVIDENCE, Action.DISCLOSE_TO_PARTIES, Action.PUBLISH));
            case SEPARATE_CONSENT_FOR_EVIDENCE -> orAsk(!asks(Action.USE_IN_EVIDENCE, Action.DISCLOSE_TO_PARTIES));
            case NO_DEATH_PENALTY -> noDeathPenalty();
            case FAIR_TRIAL_ASSESSED -> trials(FactType.FAIR_TRIAL, true);
            case NO_IN_ABSENTIA -> trials(FactType.IN_ABSENTIA, false);
            case NO_INTELLIGENCE_USE -> yes(!asked.contains(Purpose.INTELLIGENCE));
            case NO_IMMIGRATION_USE -> yes(!asked.contains(Purpose.IMMIGRATION_CONTROL));
            case JURISDICTIONS_ONLY -> states(condition, true, List.of(Place.values()));
            case JURISDICTIONS_EXCLUDED -> states(condition, false, List.of(Place.values()));
            case STORE_ONLY_IN -> states(condition, true, List.of(Place.STORAGE));
            case NO_ONWARD_TRANSFER ->
                yes(!asks(Action.ONWARD_TRANSFER)
                        && stated(Place.ONWARD).isEmpty()
                        && request.handedOnTo().isEmpty());
            case ONWARD_WITH_CONSENT -> orAsk(!asks(Action.ONWARD_TRANSFER));
            case ONWARD_SAME_TERMS,
                    ATTRIBUTION,
                    CONTACT_VIA_NGO,
                    PROTECTIVE_MEASURES_FIRST,
                    NOTIFY_ON_USE,
                    REPORT_ONWARD,
                    RETAIN_UNTIL,
                    RETURN_OR_DESTROY_BY -> Says.YES;
            case CONSULT_SOURCE_FIRST, CONSULT_NGO_FIRST, FREE_TEXT -> Says.ASK;
            case ANONYMISE,
                    PSEUDONYMISE,
                    REDACT,
                    BLUR_FACES,
                    ALTER_VOICE,
                    STRIP_METADATA,
                    TRANSCRIPT_ONLY,
                    SUMMARY_ONLY,
                    EXISTENCE_ONLY ->
                yes(done.stream().anyMatch(one -> one.name().equals(code.name())));
            case NO_PUBLICATION -> yes(!asks(Action.PUBLISH));
            case NO_CONTACT_SOURCE -> yes(!asks(Action.CONTACT_SOURCE));
            case EMBARGO_UNTIL, VALID_FROM -> yes(hasCome(instant(condition)));
            case VALID_UNTIL -> yes(!hasCome(instant(condition)));
            case REVIEW_BY -> orAsk(!hasCome(instant(condition)));
            case CASE_LIMITED ->
                yes(request.caseRef() != null
                        && ((Argument.Cases) condition.argument()).cases().contains(request.caseRef()));
            case MAX_DISCLOSURES -> disclosures(clause, ((Argument.Count) condition.argument()).count());
            case ENCRYPT -> yes(request.encryptionKey());
            case GUARDIAN_OR_REAFFIRM_AT_MAJORITY ->
                instrument instanceof Consent consent ? majority(consent.majority()) : Says.NOT_KNOWN;
        };
    }

    Says inProhibition(Condition condition) {
        return switch (condition.code()) {
            case RECIPIENTS_ONLY -> about.receivers(one -> names(condition, one), false);
            case RECIPIENTS_EXCEPT -> about.receivers(one -> !names(condition, one), false);
            case PURPOSES_ONLY -> yes(asked.stream().anyMatch(purposes(condition)::contains));
            case PURPOSES_EXCEPT -> yes(!purposes(condition).containsAll(asked));
            case VALID_FROM -> yes(hasCome(instant(condition)));
            case VALID_UNTIL -> yes(!hasCome(instant(condition)));
            default -> Says.NOT_KNOWN;
        };
    }

    boolean hasCome(Instant instant) {
        return !question.asOf().isBefore(instant);
    }

    private static Says yes(boolean value) {
        return value ? Says.YES : Says.NO;
    }

    private static Says orAsk(boolean value) {
        return value ? Says.YES : Says.ASK;
    }

    private boolean asks(Action... actions) {
        return List.of(actions).stream().anyMatch(request.actions()::contains);
    }

    private static Set<Purpose> purposes(Condition condition) {
        return ReferencePurposes.below(((Argument.Purposes) condition.argument()).purposes());
    }

    private static boolean names(Condition condition, Receiver receiver) {
        return ReferenceMatching.names(((Argument.Recipients) condition.argument()).recipients(), receiver);
    }

    private static Instant instant(Condition condition) {
        return ((Argument.At) condition.argument()).instant();
    }

    private Set<StateCode> stated(Place place) {
        return request.places().getOrDefault(place, Set.of());
    }

    private Says states(Condition condition, boolean wanted, List<Place> places) {
        Set<StateCode> named = ((Argument.States) condition.argument()).states();
        boolean unfit = places.stream()
                .flatMap(place -> stated(place).stream())
                .anyMatch(state -> named.contains(state) != wanted);
        boolean unstated = places.stream().anyMatch(place -> !request.places().containsKey(place));
        return unfit ? Says.NO : unstated ? Says.NOT_KNOWN : Says.YES;
    }

    private Says disclosures(ClauseRef clause, int most) {
        @Nullable Integer count = question.disclosures().get(clause);
        return count == null ? Says.NOT_KNOWN : yes(count < most);
    }

    private Says majority(@Nullable Majority majority) {
        if (majority == null || majority.reaffirmed()) {
            return Says.YES;
        }
        return orAsk(majority.at() != null && !hasCome(majority.at()));
    }

    private Says noDeathPenalty() {
        List<Says> all = new ArrayList<>();
        for (Place place : List.of(Place.SEAT, Place.PROCEEDING, Place.ONWARD)) {
            boolean needed = place != Place.ONWARD || asks(Action.ONWARD_TRANSFER);
            if (needed && !request.places().containsKey(place)) {
                return Says.NOT_KNOWN;
            }
            stated(place).forEach(state -> all.add(noDeathPenalty(state)));
        }
        return all.isEmpty() ? Says.NOT_KNOWN : every(all);
    }

    private Says noDeathPenalty(StateCode state) {
        Says imposed = of(state, FactType.DEATH_PENALTY);
        Says itAssures = of(state, FactType.NO_DEATH_PENALTY_ASSURANCE);
        Says recipientAssures = of(request.requester(), FactType.NO_DEATH_PENALTY_ASSURANCE);
        if (imposed == Says.NO || itAssures == Says.YES || recipientAssures == Says.YES) {
            return Says.YES;
        }
        return imposed == Says.YES && itAssures == Says.NO && recipientAssures == Says.NO ? Says.NO : Says.NOT_KNOWN;
    }

    private Says trials(FactType type, boolean wanted) {
        Says ofRecipient = of(request.requester(), type);
        if (ofRecipient != Says.NOT_KNOWN) {
            return yes((ofRecipient == Says.YES) == wanted);
        }
        if (!values(new Subject.OfParty(request.requester()), type).isEmpty()) {
            return Says.NOT_KNOWN;
        }
        List<Says> all = new ArrayList<>();
        for (StateCode state : stated(Place.PROCEEDING)) {
            Says recorded = of(state, type);
            all.add(recorded == Says.NOT_KNOWN ? recorded : yes((recorded == Says.YES) == wanted));
        }
        return all.isEmpty() ? Says.NOT_KNOWN : every(all);
    }

    private static Says every(List<Says> all) {
        return all.contains(Says.NO) ? Says.NO : all.contains(Says.NOT_KNOWN) ? Says.NOT_KNOWN : Says.YES;
    }

    private Says of(StateCode state, FactType type) {
        return recorded(new Subject.OfState(state), type);
    }

    private Says of(PartyId party, FactType type) {
        return recorded(new Subject.OfParty(party), type);
    }

    private Says recorded(Subject subject, FactType type) {
        Set<Boolean> values = values(subject, type);
        return values.size() == 1 ? yes(values.contains(true)) : Says.NOT_KNOWN;
    }

    /** What the records that count say; two if they disagree. */
    private Set<Boolean> values(Subject subject, FactType type) {
        Set<Boolean> values = new HashSet<>();
        for (Fact fact : question.facts()) {
            boolean ofTheCase = fact.caseRef() == null || fact.caseRef().equals(request.caseRef());
            if (fact.subject().equals(subject)
                    && fact.type() == type
                    && ofTheCase
                    && ReferenceMatching.within(fact.window(), question.asOf())) {
                values.add(fact.value());
            }
        }
        return values;
    }
}
