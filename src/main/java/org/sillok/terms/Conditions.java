package org.sillok.terms;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.sillok.kernel.StateCode;

/**
 * Every condition of the catalogue, decided for one request under one instrument.
 *
 * @param done what had been done to the material on its way to the version that is asked for
 */
record Conditions(
        Matching matching,
        Judgements judgements,
        Map<ClauseRef, Integer> disclosures,
        Instrument instrument,
        Set<Transformation> done) {
    private static final Set<Place> EVERY_PLACE = Set.of(Place.values());

    /** Adds what the condition depends on: what is decided now, and whether the recipient undertakes it. */
    void addTo(List<Check> checks, ClauseRef clause, Condition condition) {
        ConditionCode code = condition.code();
        checks.add(decided(clause, condition));
        if (code.isUndertaken()) {
            checks.add(Check.undertaken(code, request().undertakings().contains(code)));
        }
    }

    /**
     * What a prohibition depends on. It is about a request if any of its purposes, or any who receive, is meant: who asks
     * for more, or hands it on to more, does not escape it.
     */
    Check narrowing(ClauseRef clause, Condition condition) {
        ConditionCode code = condition.code();
        if (!code.mayQualifyProhibition()) {
            return Check.condition(code, Truth.ERROR);
        }
        if (condition.argument() instanceof Argument.Purposes purposes) {
            Set<Purpose> named = Purpose.span(purposes.purposes());
            boolean meant = code == ConditionCode.PURPOSES_ONLY;
            return check(code, matching.span().stream().anyMatch(asked -> named.contains(asked) == meant));
        }
        if (condition.argument() instanceof Argument.Recipients to) {
            return Check.condition(code, matching.anyReceiver(meant(code, to)));
        }
        return decided(clause, condition);
    }

    /** Who is meant: those who are named, or all others. */
    private static Predicate<Receiver> meant(ConditionCode code, Argument.Recipients to) {
        boolean named = code == ConditionCode.RECIPIENTS_ONLY;
        return receiver -> receiver.isAmong(to.recipients()) == named;
    }

    private Check decided(ClauseRef clause, Condition condition) {
        ConditionCode code = condition.code();
        Argument argument = condition.argument();
        if (code.isTransformation()) {
            return check(code, done.contains(Transformation.valueOf(code.name())));
        }
        if (argument instanceof Argument.Recipients to) {
            return Check.condition(code, matching.everyReceiver(meant(code, to)));
        }
        if (argument instanceof Argument.Purposes purposes) {
            return purposes(code, Purpose.span(purposes.purposes()));
        }
        if (argument instanceof Argument.States states) {
            return states(code, states.states());
        }
        if (argument instanceof Argument.At at) {
            return time(code, at.instant());
        }
        if (argument instanceof Argument.Cases cases) {
            CaseRef caseRef = request().caseRef();
            return check(code, caseRef != null && cases.cases().contains(caseRef));
        }
        if (argument instanceof Argument.Count count) {
            Integer made = disclosures.get(clause);
            return Check.condition(code, made == null ? Truth.UNKNOWN : Truth.of(made < count.count()));
        }
        return plain(code);
    }

    private Check plain(ConditionCode code) {
        return switch (code) {
            case CRIMINAL_PROCEEDINGS_ONLY -> {
                Proceeding proceeding = request().proceeding();
                yield Check.condition(code, proceeding == null ? Truth.UNKNOWN : Truth.of(proceeding.isCriminal()));
            }
            case LEAD_ONLY -> check(code, asksNone(Action.USE_IN_EVIDENCE, Action.DISCLOSE_TO_PARTIES, Action.PUBLISH));
            case SEPARATE_CONSENT_FOR_EVIDENCE ->
                check(code, asksNone(Action.USE_IN_EVIDENCE, Action.DISCLOSE_TO_PARTIES));
            case NO_DEATH_PENALTY -> known(code, judgements.noDeathPenalty());
            case FAIR_TRIAL_ASSESSED -> known(code, judgements.fairTrial());
            case NO_IN_ABSENTIA -> known(code, judgements.noInAbsentia());
            case NO_INTELLIGENCE_USE -> check(code, !matching.span().contains(Purpose.INTELLIGENCE));
            case NO_IMMIGRATION_USE -> check(code, !matching.span().contains(Purpose.IMMIGRATION_CONTROL));
            case NO_ONWARD_TRANSFER ->
                check(
                        code,
                        asksNone(Action.ONWARD_TRANSFER)
                                && request().handedOnTo().isEmpty()
                                && request()
                                        .places()
                                        .getOrDefault(Place.ONWARD, Set.of())
                                        .isEmpty());
            case ONWARD_WITH_CONSENT -> check(code, asksNone(Action.ONWARD_TRANSFER));
            case NO_PUBLICATION -> check(code, asksNone(Action.PUBLISH));
            case NO_CONTACT_SOURCE -> check(code, asksNone(Action.CONTACT_SOURCE));
            case ENCRYPT -> check(code, request().encryptionKey());
            case GUARDIAN_OR_REAFFIRM_AT_MAJORITY -> majority(code);
            // What only the recipient can keep: that it undertakes it is all there is to decide.
            case ONWARD_SAME_TERMS,
                    ATTRIBUTION,
                    CONTACT_VIA_NGO,
                    PROTECTIVE_MEASURES_FIRST,
                    NOTIFY_ON_USE,
                    REPORT_ONWARD -> check(code, true);
            // Only an answer lifts these: a clause of its own, in which they do not stand.
            case CONSULT_SOURCE_FIRST, CONSULT_NGO_FIRST, FREE_TEXT -> check(code, false);
            default -> Check.condition(code, Truth.ERROR);
        };
    }

    private Check purposes(ConditionCode code, Set<Purpose> named) {
        return switch (code) {
            case PURPOSES_ONLY -> check(code, named.containsAll(matching.span()));
            case PURPOSES_EXCEPT -> check(code, Collections.disjoint(named, matching.span()));
            default -> Check.condition(code, Truth.ERROR);
        };
    }

    private Check states(ConditionCode code, Set<StateCode> named) {
        return switch (code) {
            case JURISDICTIONS_ONLY -> Check.condition(code, everywhere(EVERY_PLACE, named::contains));
            case JURISDICTIONS_EXCLUDED ->
                Check.condition(code, everywhere(EVERY_PLACE, state -> !named.contains(state)));
            case STORE_ONLY_IN -> Check.condition(code, everywhere(Set.of(Place.STORAGE), named::contains));
            default -> Check.condition(code, Truth.ERROR);
        };
    }

    /** A state that does not fit decides; otherwise a place that was not stated is unknown. */
    private Truth everywhere(Set<Place> places, Predicate<StateCode> fits) {
        Truth truth = Truth.TRUE;
        for (Place place : places) {
            Set<StateCode> stated = request().places().get(place);
            if (stated == null) {
                truth = Truth.UNKNOWN;
                continue;
            }
            for (StateCode state : stated) {
                if (!fits.test(state)) {
                    return Truth.FALSE;
                }
            }
        }
        return truth;
    }

    private Check time(ConditionCode code, Instant instant) {
        boolean before = asOf().isBefore(instant);
        Window window = before ? Window.until(instant) : Window.from(instant);
        return switch (code) {
            case EMBARGO_UNTIL, VALID_FROM -> check(code, !before).during(window);
            case VALID_UNTIL, REVIEW_BY -> check(code, before).during(window);
            // What has to be done by then is an obligation; whether there is time left for it is decided with all of
            // them.
            case RETAIN_UNTIL, RETURN_OR_DESTROY_BY -> check(code, true);
            default -> Check.condition(code, Truth.ERROR);
        };
    }

    private Check majority(ConditionCode code) {
        if (!(instrument instanceof Consent consent)) {
            return Check.condition(code, Truth.ERROR);
        }
        Majority majority = consent.majority();
        if (majority == null || majority.reaffirmed()) {
            return check(code, true);
        }
        Instant at = majority.at();
        if (at == null) {
            return check(code, false);
        }
        boolean minor = asOf().isBefore(at);
        return check(code, minor).during(minor ? Window.until(at) : Window.from(at));
    }

    private static Check known(ConditionCode code, Judgements.Known known) {
        return Check.condition(code, known.truth()).during(known.window());
    }

    private static Check check(ConditionCode code, boolean holds) {
        return Check.condition(code, Truth.of(holds));
    }

    private boolean asksNone(Action... actions) {
        for (Action action : actions) {
            if (request().actions().contains(action)) {
                return false;
            }
        }
        return true;
    }

    private Request request() {
        return matching.request();
    }

    private Instant asOf() {
        return matching.asOf();
    }
}
