package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.terms.Narrowing.Doubt;
import org.sillok.terms.Narrowing.DoubtCode;
import org.sillok.terms.Narrowing.Narrower;
import org.sillok.terms.Narrowing.NotProven;
import org.sillok.terms.Narrowing.Said;

class NarrowingTest {
    private static final Instant LATER = Cast.NOW.plusSeconds(1);
    private static final Condition UNTIL_NOW = new Condition(ConditionCode.VALID_UNTIL, new Argument.At(Cast.NOW));
    private static final Condition UNTIL_LATER = new Condition(ConditionCode.VALID_UNTIL, new Argument.At(LATER));
    private static final Condition ATTRIBUTED = Condition.of(ConditionCode.ATTRIBUTION);
    private static final Condition NO_CONTACT = Condition.of(ConditionCode.NO_CONTACT_SOURCE);

    @Test
    void theSameIsNarrower() {
        narrower(said(permit("1", ATTRIBUTED), forbid("2")), said(forbid("2"), permit("1", ATTRIBUTED)));
    }

    @Test
    void toSayNothingAnyMoreIsNarrower() {
        narrower(said(permit("1")), said());
    }

    @Test
    void oneMoreConditionIsNarrower() {
        narrower(said(permit("1")), said(permit("1", ATTRIBUTED)));
    }

    @Test
    void oneConditionLessIsNot() {
        not(
                said(permit("1", UNTIL_NOW)),
                said(permit("1")),
                new Doubt(DoubtCode.PERMITS_MORE, new ClauseId("1"), List.of("VALID_UNTIL")));
    }

    @Test
    void anEarlierEndIsNarrowerAndALaterOneIsNot() {
        narrower(said(permit("1", UNTIL_LATER)), said(permit("1", UNTIL_NOW)));
        not(
                said(permit("1", UNTIL_NOW)),
                said(permit("1", UNTIL_LATER)),
                new Doubt(DoubtCode.PERMITS_MORE, new ClauseId("1"), List.of("VALID_UNTIL")));
    }

    @Test
    void aBroaderPurposeIsNotNarrowerAndOneBelowItIs() {
        Term broad = purposes(permit("1"), Purpose.ACCOUNTABILITY);
        Term narrow = purposes(permit("1"), Purpose.LEAD_GENERATION, Purpose.SANCTIONS);
        narrower(said(broad), said(narrow));
        not(said(narrow), said(broad), new Doubt(DoubtCode.PERMITS_MORE, new ClauseId("1"), List.of("PURPOSE")));
    }

    @Test
    void aPermissionMayLieInOneOfAnotherNumber() {
        narrower(said(permit("1"), permit("2", ATTRIBUTED)), said(permit("2", ATTRIBUTED), permit("7", ATTRIBUTED)));
    }

    @Test
    void aCountOfDisclosuresStaysWithItsNumber() {
        Condition twice = new Condition(ConditionCode.MAX_DISCLOSURES, new Argument.Count(2));
        Condition once = new Condition(ConditionCode.MAX_DISCLOSURES, new Argument.Count(1));
        narrower(said(permit("1", twice)), said(permit("1", once)));
        not(
                said(permit("1", twice)),
                said(permit("2", once)),
                new Doubt(DoubtCode.PERMITS_MORE, new ClauseId("2"), List.of("MAX_DISCLOSURES")));
    }

    @Test
    void aProhibitionMayBecomeBroaderAndMayNotGoAway() {
        Condition onlyCourts = new Condition(
                ConditionCode.RECIPIENTS_ONLY, new Argument.Recipients(Set.of(new Recipient.All(PartyClass.COURT))));
        narrower(said(forbid("1", onlyCourts)), said(forbid("2")));
        not(
                said(forbid("1")),
                said(forbid("1", onlyCourts)),
                new Doubt(DoubtCode.FORBIDS_LESS, new ClauseId("1"), List.of("RECIPIENTS_ONLY")));
        not(said(forbid("1")), said(), new Doubt(DoubtCode.FORBIDS_LESS, new ClauseId("1"), List.of()));
    }

    @Test
    void aClauseThatNobodyCouldReadStays() {
        Clause unreadable = new UnreadableClause(new ClauseId("9"));
        narrower(said(unreadable, forbid("1")), said(unreadable));
        not(said(unreadable), said(), new Doubt(DoubtCode.FORBIDS_LESS, new ClauseId("9"), List.of()));
    }

    @Test
    void aPermissionThatObligesMayNotGoAwayBesideOneThatDoesNot() {
        not(
                said(permit("1"), permit("2", ATTRIBUTED)),
                said(permit("1")),
                new Doubt(DoubtCode.OBLIGES_TO_LESS, new ClauseId("2"), List.of("ATTRIBUTION")));
        narrower(
                said(purposes(permit("1"), Purpose.MEDIA), purposes(permit("2", ATTRIBUTED), Purpose.AUDIT)),
                said(purposes(permit("1"), Purpose.MEDIA)));
    }

    @Test
    void whoWantsNoContactMayNotStopSayingSo() {
        narrower(said(permit("1", NO_CONTACT)), said(permit("1", NO_CONTACT, ATTRIBUTED)));
        not(
                said(permit("1", NO_CONTACT)),
                said(),
                new Doubt(DoubtCode.FORBIDS_LESS, new ClauseId("1"), List.of("NO_CONTACT_SOURCE")));
    }

    @Test
    void windowScopeAndReviewMayOnlyShrink() {
        Scope content = new Scope(Set.of(Part.CONTENT), Lineage.ORIGINAL_ONLY);
        Said wide = said(Scope.EVERYTHING, Window.ALWAYS, null);
        Said narrow = said(content, Window.until(Cast.NOW), Cast.NOW);
        narrower(wide, narrow);
        not(
                narrow,
                wide,
                new Doubt(DoubtCode.WINDOW, null, List.of()),
                new Doubt(DoubtCode.SCOPE, null, List.of()),
                new Doubt(DoubtCode.REVIEW_LATER, null, List.of()));
        not(narrow, said(content, Window.until(Cast.NOW), LATER), new Doubt(DoubtCode.REVIEW_LATER, null, List.of()));
    }

    private static void narrower(Said before, Said after) {
        assertThat(Narrowing.of(before, after)).isEqualTo(new Narrower());
    }

    private static void not(Said before, Said after, Doubt... doubts) {
        assertThat(Narrowing.of(before, after)).isEqualTo(new NotProven(List.of(doubts)));
    }

    private static Said said(Clause... clauses) {
        return new Said(List.of(clauses), Scope.EVERYTHING, Window.ALWAYS, null);
    }

    private static Said said(Scope scope, Window window, @Nullable Instant reviewBy) {
        return new Said(List.of(), scope, window, reviewBy);
    }

    private static Term permit(String id, Condition... conditions) {
        return Cast.aTerm(id, Effect.PERMIT, conditions);
    }

    private static Term forbid(String id, Condition... conditions) {
        return Cast.aTerm(id, Effect.PROHIBIT, conditions);
    }

    private static Term purposes(Term term, Purpose... purposes) {
        return new Term(
                term.id(),
                term.effect(),
                term.actions(),
                term.recipients(),
                Selection.only(Set.of(purposes)),
                term.places(),
                term.proceedings(),
                term.scope(),
                term.window(),
                term.conditions(),
                term.duties());
    }
}
