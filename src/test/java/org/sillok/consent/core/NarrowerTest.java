package org.sillok.consent.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.Argument;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Condition;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Duty;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Effect;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.terms.Recipient;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.UnreadableClause;
import org.sillok.terms.Window;

class NarrowerTest {
    private static final Recipient COURTS = new Recipient.All(PartyClass.COURT);
    private static final Recipient MECHANISMS = new Recipient.All(PartyClass.MECHANISM);
    private static final StateCode KR = new StateCode("KR");
    private static final StateCode CH = new StateCode("CH");
    private static final Instant SOON = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    /** A term that leaves room on both sides of each of its dimensions, and what varies in it. */
    private record Draft(
            Effect effect,
            Set<Action> actions,
            Selection<Recipient> recipients,
            Selection<Purpose> purposes,
            Map<Place, Selection<StateCode>> places,
            Selection<Proceeding> proceedings,
            Scope scope,
            Window window,
            List<Condition> conditions,
            Set<Duty> duties) {
        Term term(String id) {
            return new Term(
                    new ClauseId(id),
                    effect,
                    actions,
                    recipients,
                    purposes,
                    places,
                    proceedings,
                    scope,
                    window,
                    conditions,
                    duties);
        }
    }

    private static final Condition ENCRYPT = Condition.of(ConditionCode.ENCRYPT);
    private static final Condition LEAD = Condition.of(ConditionCode.LEAD_ONLY);
    private static final Duty RECALL = Duty.of(DutyCode.HONOUR_RECALL);

    /** Each dimension from the widest value to the narrowest. */
    private static final List<Set<Action>> ACTIONS =
            List.of(Set.of(Action.DISCOVER, Action.INSPECT), Set.of(Action.DISCOVER));

    private static final List<Selection<Recipient>> RECIPIENTS = List.of(
            Selection.any(),
            Selection.anyExcept(Set.of(COURTS)),
            new Selection<>(false, Set.of(MECHANISMS), Set.of(COURTS)));
    private static final List<Selection<Purpose>> PURPOSES = List.of(
            Selection.any(),
            Selection.only(Set.of(Purpose.ACCOUNTABILITY)),
            Selection.only(Set.of(Purpose.CRIMINAL_INVESTIGATION)));
    private static final List<Map<Place, Selection<StateCode>>> PLACES = List.of(
            Map.of(),
            Map.of(Place.SEAT, Selection.only(Set.of(KR, CH))),
            Map.of(Place.SEAT, Selection.only(Set.of(CH)), Place.STORAGE, Selection.only(Set.of(CH))));
    private static final List<Selection<Proceeding>> PROCEEDINGS =
            List.of(Selection.any(), Selection.only(Set.of(Proceeding.INTERNATIONAL_CRIMINAL)));
    private static final List<Scope> SCOPES =
            List.of(Scope.EVERYTHING, new Scope(Set.of(Part.METADATA), Lineage.DERIVATIVES_ONLY));
    private static final List<Window> WINDOWS =
            List.of(Window.ALWAYS, Window.until(LATER), new Window(SOON.minusSeconds(9), SOON));
    private static final List<List<Condition>> CONDITIONS =
            List.of(List.of(), List.of(ENCRYPT), List.of(ENCRYPT, LEAD));
    private static final List<Set<Duty>> DUTIES = List.of(Set.of(), Set.of(RECALL));

    private static List<Draft> drafts(Effect effect) {
        List<Draft> drafts = new ArrayList<>();
        // Each dimension varies alone around the middle of the others; the order of values is wide to narrow.
        for (int i = 0; i < 3; i++) {
            drafts.add(draft(effect, i, i, i, i, i, i, i, i, i));
        }
        return drafts;
    }

    private static Draft draft(Effect effect, int... at) {
        return new Draft(
                effect,
                pick(ACTIONS, at[0]),
                pick(RECIPIENTS, at[1]),
                pick(PURPOSES, at[2]),
                pick(PLACES, at[3]),
                pick(PROCEEDINGS, at[4]),
                pick(SCOPES, at[5]),
                pick(WINDOWS, at[6]),
                pick(CONDITIONS, at[7]),
                pick(DUTIES, at[8]));
    }

    private static <T> T pick(List<T> values, int index) {
        return values.get(Math.min(index, values.size() - 1));
    }

    @Test
    void theSameAndNothingAreNarrower() {
        for (Draft draft : drafts(Effect.PERMIT)) {
            assertThat(narrower(List.of(draft.term("1")), List.of(draft.term("1"))))
                    .isTrue();
            assertThat(narrower(List.of(draft.term("1")), List.of())).isTrue();
            assertThat(narrower(List.of(), List.of(draft.term("1")))).isFalse();
        }
    }

    @Test
    void inEachDimensionAloneNarrowIsNarrowerAndWideIsNot() {
        int[] sizes = {2, 3, 3, 3, 2, 2, 3, 3, 2};
        for (int dimension = 0; dimension < sizes.length; dimension++) {
            for (int wide = 0; wide < sizes[dimension]; wide++) {
                for (int narrow = wide + 1; narrow < sizes[dimension]; narrow++) {
                    int[] before = new int[sizes.length];
                    int[] after = new int[sizes.length];
                    before[dimension] = wide;
                    after[dimension] = narrow;
                    Clause open = draft(Effect.PERMIT, before).term("1");
                    Clause closed = draft(Effect.PERMIT, after).term("1");
                    assertThat(narrower(List.of(open), List.of(closed)))
                            .as("dimension %d from %d to %d", dimension, wide, narrow)
                            .isTrue();
                    assertThat(narrower(List.of(closed), List.of(open)))
                            .as("dimension %d from %d back to %d", dimension, narrow, wide)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void aProhibitionMustStayAndMayCome() {
        Clause permit = draft(Effect.PERMIT, 0, 0, 0, 0, 0, 0, 0, 0, 0).term("1");
        Clause ban = draft(Effect.PROHIBIT, 1, 1, 1, 1, 1, 1, 1, 0, 0).term("2");
        Clause renamed = draft(Effect.PROHIBIT, 1, 1, 1, 1, 1, 1, 1, 0, 0).term("9");
        assertThat(narrower(List.of(permit), List.of(permit, ban))).isTrue();
        assertThat(narrower(List.of(permit, ban), List.of(permit))).isFalse();
        assertThat(narrower(List.of(permit, ban), List.of(permit, renamed))).isTrue();
        assertThat(narrower(List.of(permit, ban), List.of(ban))).isTrue();
    }

    @Test
    void whatForbidsEverythingCannotBeTakenAwayUnseen() {
        Clause unreadable = new UnreadableClause(new ClauseId("u"));
        assertThat(narrower(List.of(unreadable), List.of())).isFalse();
        assertThat(narrower(List.of(), List.of(unreadable))).isFalse();
    }

    @Test
    void aPermissionThatObligesToMoreIsNotDroppedUnseen() {
        Clause free = draft(Effect.PERMIT, 0, 0, 0, 0, 0, 0, 0, 0, 0).term("1");
        Clause bound = draft(Effect.PERMIT, 0, 0, 0, 0, 0, 0, 0, 0, 1).term("2");
        assertThat(narrower(List.of(free, bound), List.of(free)))
                .as("the duty of the other would be gone")
                .isFalse();
        assertThat(narrower(List.of(free, bound), List.of(bound))).isTrue();
    }

    @Test
    void countedDisclosuresKeepTheNameOfTheirClause() {
        Condition few = new Condition(ConditionCode.MAX_DISCLOSURES, new Argument.Count(2));
        Draft open = draft(Effect.PERMIT, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Draft counted = new Draft(
                open.effect(),
                open.actions(),
                open.recipients(),
                open.purposes(),
                open.places(),
                open.proceedings(),
                open.scope(),
                open.window(),
                List.of(few),
                open.duties());
        assertThat(narrower(List.of(counted.term("1")), List.of(counted.term("1"))))
                .isTrue();
        assertThat(narrower(List.of(counted.term("1")), List.of(counted.term("2"))))
                .isFalse();
    }

    @Test
    void timeReviewScopeAndMajorityMayOnlyShrink() {
        assertThat(Narrower.isNarrower(content(null, null, null), content(SOON, SOON, new Minority(SOON))))
                .isTrue();
        assertThat(Narrower.isNarrower(content(SOON, null, null), content(LATER, null, null)))
                .isFalse();
        assertThat(Narrower.isNarrower(content(SOON, null, null), content(null, null, null)))
                .isFalse();
        assertThat(Narrower.isNarrower(content(null, SOON, null), content(null, LATER, null)))
                .isFalse();
        assertThat(Narrower.isNarrower(content(null, SOON, null), content(null, null, null)))
                .isFalse();
        assertThat(Narrower.isNarrower(content(null, null, new Minority(SOON)), content(null, null, null)))
                .isFalse();
        assertThat(Narrower.isNarrower(
                        content(null, null, new Minority(SOON)), content(null, null, new Minority(LATER))))
                .isFalse();
        assertThat(Narrower.isNarrower(
                        content(null, null, new Minority(LATER)), content(null, null, new Minority(SOON))))
                .as("an old yes would count as that of a grown-up")
                .isFalse();
        assertThat(Narrower.isNarrower(
                        content(null, null, new Minority(null)), content(null, null, new Minority(SOON))))
                .as("a day that is not known has come already")
                .isFalse();
        assertThat(Narrower.isNarrower(
                        content(null, null, new Minority(SOON)), content(null, null, new Minority(null))))
                .isTrue();
    }

    private static ConsentContent content(
            @Nullable Instant until, @Nullable Instant review, @Nullable Minority minority) {
        return new ConsentContent(
                null,
                ConsentType.EXPLICIT,
                ExpressedBy.SELF,
                null,
                null,
                null,
                null,
                null,
                Window.until(until),
                review,
                List.of(),
                Scope.EVERYTHING,
                null,
                null,
                minority,
                null);
    }

    private static boolean narrower(List<Clause> before, List<Clause> after) {
        return Narrower.clauses(before, after);
    }
}
