package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.kernel.StateCode;

/** Every condition against everything in a request that could matter to it, in a consent and in an agreement, permitting and forbidding. */
@Execution(ExecutionMode.CONCURRENT)
class EvaluatorEveryConditionTest {
    private static final List<Set<StateCode>> STATES =
            List.of(Set.of(), Set.of(Cast.HERE), Set.of(Cast.THERE), Set.of(Cast.HERE, Cast.THERE));

    @ParameterizedTest
    @EnumSource
    void everyConditionSaysWhatTheReferenceSaysOfEveryRequest(ConditionCode code) {
        Set<Outcome> seen = new HashSet<>();
        for (Argument argument : arguments(code.shape())) {
            for (Question question : questions(new Condition(code, argument))) {
                for (Request request : requests(code)) {
                    seen.add(Oracle.agree(Changes.request(question, request), code + " " + argument)
                            .outcome());
                }
            }
        }
        // A test in which a condition changes nothing would say nothing.
        assertThat(seen).hasSizeGreaterThan(1);
    }

    @Test
    void noDeathPenaltySaysWhatTheReferenceSaysOfEveryCombinationOfFacts() {
        Question question = permittedUnder(Condition.of(ConditionCode.NO_DEATH_PENALTY));
        List<Subject> subjects = List.of(
                new Subject.OfState(Cast.HERE), new Subject.OfState(Cast.THERE), new Subject.OfParty(Cast.COURT));
        for (int facts = 0; facts < 1 << 10; facts++) {
            List<Fact> recorded = new ArrayList<>();
            for (int bit = 0; bit < 10; bit++) {
                if ((facts & (1 << bit)) != 0) {
                    FactType type = bit < 4 ? FactType.DEATH_PENALTY : FactType.NO_DEATH_PENALTY_ASSURANCE;
                    Subject subject = subjects.get(bit < 4 ? bit / 2 : (bit - 4) / 2);
                    recorded.add(new Fact("fact", subject, type, bit % 2 == 0, null, Window.ALWAYS));
                }
            }
            for (Set<StateCode> onward : STATES) {
                Request request = Asking.place(Cast.aRequest(), Place.ONWARD, onward);
                Question asked = Changes.facts(Changes.request(question, request), recorded);
                Oracle.agree(asked, "facts " + facts);
                Oracle.agree(
                        Changes.request(asked, Asking.place(request, Place.SEAT, null)), "no seat, facts " + facts);
            }
        }
    }

    @Test
    void noDeathPenaltySaysWhatTheReferenceSaysOfEveryCombinationOfPlaces() {
        Fact none =
                new Fact("fact", new Subject.OfState(Cast.HERE), FactType.DEATH_PENALTY, false, null, Window.ALWAYS);
        Question question = Changes.facts(permittedUnder(Condition.of(ConditionCode.NO_DEATH_PENALTY)), List.of(none));
        int unstated = STATES.size();
        for (int said = 0; said < 5 * 5 * 5 * 5; said++) {
            Map<Place, Set<StateCode>> places = new HashMap<>();
            int rest = said;
            for (Place place : Place.values()) {
                if (rest % 5 != unstated) {
                    places.put(place, STATES.get(rest % 5));
                }
                rest /= 5;
            }
            Request request = Asking.places(Cast.aRequest(), places);
            Oracle.agree(Changes.request(question, request), places.toString());
            Request onward = Asking.actions(request, Set.of(Action.ONWARD_TRANSFER));
            Oracle.agree(Changes.request(question, onward), "handed on, " + places);
        }
    }

    @Test
    void factsOfOtherCasesAndTimesSayNothing() {
        for (FactType type : FactType.values()) {
            for (CaseRef limit : List.of(Cast.CASE, Cast.ANOTHER_CASE)) {
                for (Instant moment : RandomTerms.MOMENTS) {
                    for (Window window : List.of(Window.from(moment), Window.until(moment))) {
                        Fact fact = new Fact("fact", new Subject.OfState(Cast.HERE), type, true, limit, window);
                        Fact contrary = new Fact("fact2", fact.subject(), type, false, null, Window.ALWAYS);
                        for (ConditionCode code : List.of(
                                ConditionCode.NO_DEATH_PENALTY,
                                ConditionCode.FAIR_TRIAL_ASSESSED,
                                ConditionCode.NO_IN_ABSENTIA)) {
                            Question question = permittedUnder(Condition.of(code));
                            Oracle.agree(Changes.facts(question, List.of(fact)), code + " " + window);
                            Oracle.agree(Changes.facts(question, List.of(fact, contrary)), code + " " + window);
                        }
                    }
                }
            }
        }
    }

    @Test
    void whoAsksForMorePurposesDoesNotEscapeAProhibition() {
        Condition leadsOnly =
                new Condition(ConditionCode.PURPOSES_ONLY, new Argument.Purposes(Set.of(Purpose.LEAD_GENERATION)));
        Question question = Cast.aQuestion(
                Cast.aConsent(1, Cast.aTerm("1", Effect.PERMIT), Cast.aTerm("2", Effect.PROHIBIT, leadsOnly)),
                Cast.anAgreement(1, Cast.aTerm("1", Effect.PERMIT)));
        for (Set<Purpose> asked : List.of(
                Set.of(Purpose.LEAD_GENERATION),
                Set.of(Purpose.LEAD_GENERATION, Purpose.RESEARCH),
                Set.of(Purpose.CRIMINAL_INVESTIGATION),
                Set.of(Purpose.ACCOUNTABILITY))) {
            Request request = Asking.purposes(Cast.aRequest(), asked);
            assertThat(Evaluator.decide(Changes.request(question, request)).outcome())
                    .as("%s", asked)
                    .isEqualTo(Outcome.DENY);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIR_TRIAL_ASSESSED", "NO_IN_ABSENTIA"})
    void trialsAreJudgedByTheRecipientAndOnlyFailingThatByTheStates(ConditionCode code) {
        FactType type = code == ConditionCode.NO_IN_ABSENTIA ? FactType.IN_ABSENTIA : FactType.FAIR_TRIAL;
        List<Subject> subjects = List.of(
                new Subject.OfParty(Cast.COURT), new Subject.OfState(Cast.HERE), new Subject.OfState(Cast.THERE));
        Set<Outcome> seen = new HashSet<>();
        for (int facts = 0; facts < 1 << 6; facts++) {
            List<Fact> recorded = new ArrayList<>();
            for (int bit = 0; bit < 6; bit++) {
                if ((facts & (1 << bit)) != 0) {
                    recorded.add(new Fact("fact", subjects.get(bit / 2), type, bit % 2 == 0, null, Window.ALWAYS));
                }
            }
            for (Set<StateCode> states : STATES) {
                Request request = Asking.place(Cast.aRequest(), Place.PROCEEDING, states);
                Question question = Changes.request(permittedUnder(Condition.of(code)), request);
                seen.add(Oracle.agree(Changes.facts(question, recorded), "facts " + facts)
                        .outcome());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Outcome.PERMIT, Outcome.NOT_COVERED, Outcome.INDETERMINATE);
    }

    private static Question permittedUnder(Condition condition) {
        return Cast.aQuestion(
                Cast.aConsent(1, Cast.aTerm("1", Effect.PERMIT, condition)),
                Cast.anAgreement(1, Cast.aTerm("1", Effect.PERMIT)));
    }

    /** The condition in every place where it can stand, over originals and derivatives, with what else it depends on. */
    private static List<Question> questions(Condition condition) {
        Term plain = Cast.aTerm("1", Effect.PERMIT);
        Term permission = Cast.aTerm("1", Effect.PERMIT, condition);
        Term prohibition = Cast.aTerm("2", Effect.PROHIBIT, condition);
        List<Question> questions = new ArrayList<>();
        questions.add(Cast.aQuestion(Cast.aConsent(1, permission), Cast.anAgreement(1, plain)));
        questions.add(Cast.aQuestion(Cast.aConsent(1, plain), Cast.anAgreement(1, permission)));
        questions.add(Cast.aQuestion(Cast.aConsent(1, plain, prohibition), Cast.anAgreement(1, plain)));
        questions.add(Cast.aQuestion(Cast.aConsent(1, plain), Cast.anAgreement(1, plain, prohibition)));
        List<Question> all = new ArrayList<>(questions);
        for (Question question : questions) {
            ConditionCode code = condition.code();
            if (code == ConditionCode.MAX_DISCLOSURES) {
                for (int made = 0; made < 4; made++) {
                    Map<ClauseRef, Integer> disclosures = new HashMap<>();
                    disclosures.put(new ClauseRef(Cast.consentRef(1), plain.id()), made);
                    disclosures.put(new ClauseRef(Cast.agreementRef(1), plain.id()), made);
                    all.add(Changes.disclosures(question, disclosures));
                }
            } else if (code == ConditionCode.GUARDIAN_OR_REAFFIRM_AT_MAJORITY) {
                for (Instant at : RandomTerms.MOMENTS) {
                    all.add(majority(question, new Majority(at, false)));
                    all.add(majority(question, new Majority(at, true)));
                }
                all.add(majority(question, new Majority(null, false)));
                all.add(majority(question, new Majority(null, true)));
            } else if (code.isTransformation()) {
                for (Transformation transformation : Transformation.values()) {
                    all.add(derived(question, transformation));
                }
            }
        }
        return all;
    }

    private static Question majority(Question question, Majority majority) {
        return Changes.eachConsent(question, consent -> Changes.due(consent, null, majority));
    }

    private static Question derived(Question question, Transformation transformation) {
        List<Node> nodes = List.of(question.material().nodes().get(0), Cast.aNode(Cast.version(2)));
        Derivation step = new Derivation(Cast.TESTIMONY, Cast.version(2), Set.of(transformation));
        return Changes.material(question, new Material(Cast.version(2), nodes, List.of(step)));
    }

    private static List<Argument> arguments(Shape shape) {
        return switch (shape) {
            case NOTHING -> List.of(Argument.Nothing.NOTHING);
            case RECIPIENTS ->
                List.of(
                        new Argument.Recipients(Set.of(new Recipient.One(Cast.COURT))),
                        new Argument.Recipients(Set.of(new Recipient.One(Cast.OWNER))),
                        new Argument.Recipients(Set.of(new Recipient.All(PartyClass.COURT))),
                        new Argument.Recipients(Set.of(new Recipient.All(PartyClass.NGO))));
            case PURPOSES ->
                List.of(
                        new Argument.Purposes(Set.of(Purpose.CRIMINAL_PROSECUTION)),
                        new Argument.Purposes(Set.of(Purpose.ACCOUNTABILITY)),
                        new Argument.Purposes(Set.of(Purpose.LEAD_GENERATION, Purpose.MEDIA)));
            case STATES ->
                List.of(
                        new Argument.States(Set.of(Cast.HERE)),
                        new Argument.States(Set.of(Cast.HERE, Cast.THERE)),
                        new Argument.States(Set.of(Cast.ELSEWHERE)));
            case INSTANT ->
                RandomTerms.MOMENTS.stream().<Argument>map(Argument.At::new).toList();
            case COUNT -> List.of(new Argument.Count(1), new Argument.Count(2), new Argument.Count(3));
            case CASES ->
                List.of(
                        new Argument.Cases(Set.of(Cast.CASE)),
                        new Argument.Cases(Set.of(Cast.ANOTHER_CASE)),
                        new Argument.Cases(Set.of(Cast.CASE, Cast.ANOTHER_CASE)));
            case TEXT -> List.of(new Argument.Text("only if her sister agrees"));
        };
    }

    private static List<Request> requests(ConditionCode code) {
        Request plain = Cast.aRequest();
        List<Request> requests = new ArrayList<>();
        requests.add(plain);
        for (Action action : Action.values()) {
            requests.add(Asking.actions(plain, Set.of(action)));
            requests.add(Asking.actions(plain, EnumSet.of(action, Action.DISCLOSE)));
        }
        for (Purpose purpose : Purpose.values()) {
            requests.add(Asking.purposes(plain, Set.of(purpose)));
            requests.add(Asking.purposes(plain, EnumSet.of(purpose, Purpose.CRIMINAL_PROSECUTION)));
        }
        for (Proceeding proceeding : Proceeding.values()) {
            requests.add(Asking.caseAndProceeding(plain, Cast.ANOTHER_CASE, proceeding, plain.parts()));
        }
        requests.add(Asking.caseAndProceeding(plain, null, null, plain.parts()));
        requests.add(Asking.undertaking(plain, Set.of(ConditionCode.values()), false));
        Set<ConditionCode> others = new HashSet<>(Set.of(ConditionCode.values()));
        others.remove(code);
        requests.add(Asking.undertaking(plain, others, true));
        requests.add(Asking.undertaking(Asking.actions(plain, Set.of(Action.ONWARD_TRANSFER)), others, true));
        for (Place place : Place.values()) {
            requests.add(Asking.place(plain, place, null));
            for (Set<StateCode> states : STATES) {
                requests.add(Asking.place(plain, place, states));
                requests.add(Asking.places(plain, Map.of(place, states)));
                requests.add(
                        Asking.actions(Asking.places(plain, Map.of(place, states)), Set.of(Action.ONWARD_TRANSFER)));
            }
        }
        requests.add(Asking.places(plain, Map.of()));
        return requests;
    }
}
