package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;

/** Every state in which an instrument, a version or a clause can be, against every capacity. */
class EvaluatorEveryInstrumentTest {
    private static final Term PERMISSION = Cast.aTerm("1", Effect.PERMIT);
    private static final Term PROHIBITION = Cast.aTerm("2", Effect.PROHIBIT);
    private static final List<Window> WINDOWS = List.of(
            Window.ALWAYS,
            Window.from(Cast.NOW),
            Window.from(Cast.NOW.plusMillis(1)),
            Window.until(Cast.NOW),
            Window.until(Cast.NOW.plusMillis(1)));

    @Test
    void everyStateOfAConsentCountsAsTheReferenceSays() {
        for (ConsentState state : ConsentState.values()) {
            for (Window window : WINDOWS) {
                for (Scope scope : window.equals(Window.ALWAYS) ? scopes() : List.of(Scope.EVERYTHING)) {
                    for (Clause second : List.of(PERMISSION, PROHIBITION, new UnreadableClause(new ClauseId("2")))) {
                        Consent consent = Changes.state(Cast.aConsent(1, PERMISSION, second), state);
                        inEveryCapacity(
                                Cast.aQuestion(Changes.within(consent, window, scope), Cast.anAgreement(1, PERMISSION)),
                                state + " " + window + " " + scope);
                    }
                }
            }
        }
    }

    @Test
    void everyStateOfAnAgreementAndOfItsUmbrellaCountsAsTheReferenceSays() {
        for (AgreementState state : AgreementState.values()) {
            for (Window window : WINDOWS) {
                for (AgreementKind kind : AgreementKind.values()) {
                    for (Clause second : List.of(PERMISSION, PROHIBITION, new UnreadableClause(new ClauseId("2")))) {
                        for (boolean survive : List.of(true, false)) {
                            Agreement agreement = Changes.standing(
                                    kind(Cast.anAgreement(1, PERMISSION, second), kind, null), state, window, survive);
                            Question alone = Cast.aQuestion(Cast.aConsent(1, PERMISSION), agreement);
                            inEveryCapacity(alone, kind + " " + state + " " + window);
                            Agreement below = kind(
                                    Cast.anAgreement(2, PERMISSION),
                                    AgreementKind.MOU,
                                    agreement.ref().id());
                            inEveryCapacity(
                                    Changes.agreements(alone, List.of(agreement, below)),
                                    "below " + kind + " " + state + " " + window);
                            inEveryCapacity(Changes.agreements(alone, List.of(below)), "umbrella that is not there");
                        }
                    }
                }
            }
        }
    }

    @Test
    void umbrellasInACircleNeverPermit() {
        for (int length = 1; length <= 4; length++) {
            List<Agreement> circle = new ArrayList<>();
            for (int i = 1; i <= length; i++) {
                String next = Cast.agreementRef(i % length + 1).id();
                circle.add(kind(Cast.anAgreement(i, PERMISSION), AgreementKind.PROTOCOL, next));
            }
            Question question = Changes.agreements(Cast.aPermittedQuestion(), circle);
            assertThat(Oracle.agree(question, "circle of " + length).outcome()).isEqualTo(Outcome.INDETERMINATE);
        }
    }

    @Test
    void everyPairOfPurposesIsPermittedAndForbiddenAsTheReferenceSays() {
        for (Purpose said : Purpose.values()) {
            for (Purpose asked : Purpose.values()) {
                Set<Purpose> named = Set.of(said);
                for (Set<Purpose> purposes : List.of(Set.of(asked), EnumSet.of(asked, Purpose.PRESERVATION))) {
                    Request request = Asking.purposes(Cast.aRequest(), purposes);
                    for (Selection<Purpose> selection : List.of(
                            Selection.only(named),
                            Selection.anyExcept(named),
                            new Selection<>(false, Set.of(Purpose.ACCOUNTABILITY, Purpose.PRESERVATION), named))) {
                        clauseWith(request, selection, Condition.of(ConditionCode.ATTRIBUTION));
                        for (ConditionCode code : List.of(ConditionCode.PURPOSES_ONLY, ConditionCode.PURPOSES_EXCEPT)) {
                            clauseWith(request, Selection.any(), new Condition(code, new Argument.Purposes(named)));
                        }
                    }
                }
            }
        }
    }

    @Test
    void everyGuardHoldsBackWhomTheReferenceSays() {
        for (GuardCode code : GuardCode.values()) {
            inEveryCapacity(
                    Changes.eachNode(
                            Cast.aPermittedQuestion(), node -> Changes.guards(node, List.of(new Guard(code, "guard")))),
                    code.name());
        }
    }

    @Test
    void everyScopeAndSelectionIsAboutWhatTheReferenceSays() {
        List<Set<StateCode>> states = List.of(Set.of(), Set.of(Cast.HERE), Set.of(Cast.HERE, Cast.THERE));
        for (Effect effect : Effect.values()) {
            for (Selection<StateCode> selection : List.of(
                    Selection.<StateCode>any(),
                    Selection.only(Set.<StateCode>of()),
                    Selection.only(Set.of(Cast.HERE)),
                    Selection.anyExcept(Set.of(Cast.HERE)))) {
                for (Place place : Place.values()) {
                    Question question = clause(
                            term(effect, Map.of(place, selection), Selection.any(), Scope.EVERYTHING, Selection.any()));
                    Oracle.agree(
                            Changes.request(question, Asking.place(Cast.aRequest(), place, null)), place + " unstated");
                    for (Set<StateCode> stated : states) {
                        Oracle.agree(
                                Changes.request(question, Asking.place(Cast.aRequest(), place, stated)),
                                effect + " " + place + " " + selection + " " + stated);
                    }
                }
            }
            for (Proceeding proceeding : Proceeding.values()) {
                Question question = clause(
                        term(effect, Map.of(), Selection.only(Set.of(proceeding)), Scope.EVERYTHING, Selection.any()));
                Oracle.agree(question, effect + " " + proceeding);
                Request unstated = Asking.caseAndProceeding(Cast.aRequest(), Cast.CASE, null, Set.of(Part.CONTENT));
                Oracle.agree(Changes.request(question, unstated), effect + " " + proceeding + " unstated");
            }
            for (Scope scope : scopes()) {
                Oracle.agree(
                        clause(term(effect, Map.of(), Selection.any(), scope, Selection.any())), effect + " " + scope);
            }
            for (Recipient recipient : List.<Recipient>of(
                    new Recipient.One(Cast.COURT),
                    new Recipient.One(Cast.OWNER),
                    new Recipient.All(PartyClass.COURT),
                    new Recipient.All(PartyClass.NGO))) {
                for (Selection<Recipient> selection : List.of(
                        Selection.only(Set.of(recipient)),
                        Selection.anyExcept(Set.of(recipient)),
                        new Selection<>(false, Set.<Recipient>of(new Recipient.One(Cast.COURT)), Set.of(recipient)))) {
                    Oracle.agree(
                            clause(term(effect, Map.of(), Selection.any(), Scope.EVERYTHING, selection)),
                            effect + " " + selection);
                }
            }
        }
    }

    private static void clauseWith(Request request, Selection<Purpose> selection, Condition condition) {
        for (Effect effect : Effect.values()) {
            // In a prohibition only a condition that narrows it can be evaluated.
            boolean narrows = condition.code().shape() == Shape.PURPOSES || effect == Effect.PERMIT;
            Term term = new Term(
                    new ClauseId("2"),
                    effect,
                    Set.of(Action.values()),
                    Selection.any(),
                    selection,
                    Map.of(),
                    Selection.any(),
                    Scope.EVERYTHING,
                    Window.ALWAYS,
                    narrows ? List.of(condition) : List.of(),
                    Set.of());
            Oracle.agree(
                    Changes.request(clause(term), request),
                    effect + " " + selection + " " + condition + " " + request.purposes());
        }
    }

    /** A clause as the only one of its agreement, or beside the one that permits everything if it prohibits. */
    private static Question clause(Term term) {
        return Cast.aQuestion(
                Cast.aConsent(1, PERMISSION),
                term.permits() ? Cast.anAgreement(1, term) : Cast.anAgreement(1, PERMISSION, term));
    }

    private static Term term(
            Effect effect,
            Map<Place, Selection<StateCode>> places,
            Selection<Proceeding> proceedings,
            Scope scope,
            Selection<Recipient> recipients) {
        return new Term(
                new ClauseId("2"),
                effect,
                Set.of(Action.values()),
                recipients,
                Selection.any(),
                places,
                proceedings,
                scope,
                Window.ALWAYS,
                List.of(),
                Set.of());
    }

    private static List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>();
        for (Lineage lineage : Lineage.values()) {
            for (Part part : Part.values()) {
                scopes.add(new Scope(Set.of(part), lineage));
            }
            scopes.add(new Scope(Set.of(Part.METADATA, Part.CONTENT), lineage));
            scopes.add(new Scope(Set.of(), lineage));
        }
        return scopes;
    }

    private static Agreement kind(Agreement agreement, AgreementKind kind, @Nullable String umbrella) {
        return Changes.kind(agreement, kind, umbrella, kind == AgreementKind.CASE_UNDERTAKING ? Cast.CASE : null);
    }

    private static void inEveryCapacity(Question question, String which) {
        for (Profile profile : Profile.values()) {
            for (PartyId requester : profile == Profile.OWNER ? RandomTerms.PARTIES : List.of(Cast.COURT)) {
                for (Set<Action> actions :
                        List.of(Set.of(Action.INSPECT), Set.of(Action.CONTACT_SOURCE), Set.of(Action.PUBLISH))) {
                    Request request = Asking.who(
                            question.request(), profile, requester, actions, Set.of(Purpose.CRIMINAL_PROSECUTION));
                    Oracle.agree(Changes.request(question, request), which + " " + profile + " " + requester);
                }
            }
        }
    }
}
