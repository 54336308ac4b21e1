package org.sillok.hold.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.hold.core.HoldState.Attempt;
import org.sillok.kernel.UserId;

class HoldStateTest {
    private static final UserId ONE = new UserId("usr_" + "a".repeat(26));
    private static final UserId OTHER = new UserId("usr_" + "b".repeat(25) + "a");

    @Test
    void onlyWhatIsPlacedHoldsAndItGoesOnWhileSomebodyWantsItLifted() {
        assertThat(EnumSet.allOf(HoldState.class).stream().filter(HoldState::holds))
                .containsExactly(HoldState.PLACED, HoldState.LIFT_PROPOSED);
    }

    @Test
    void twoPeoplePlaceItAndTwoPeopleLiftIt() {
        assertThat(HoldState.PROPOSED.place(ONE, OTHER)).isEqualTo(Attempt.DONE);
        assertThat(HoldState.PROPOSED.place(ONE, ONE)).isEqualTo(Attempt.SAME_PERSON);
        assertThat(HoldState.LIFT_PROPOSED.lift(ONE, OTHER)).isEqualTo(Attempt.DONE);
        assertThat(HoldState.LIFT_PROPOSED.lift(ONE, ONE)).isEqualTo(Attempt.SAME_PERSON);
    }

    @Test
    void eachStepIsPossibleFromItsOwnStatesOnly() {
        for (HoldState state : HoldState.values()) {
            assertThat(state.place(ONE, OTHER) == Attempt.DONE).isEqualTo(state == HoldState.PROPOSED);
            assertThat(state.proposeLift() == Attempt.DONE).isEqualTo(state == HoldState.PLACED);
            assertThat(state.lift(ONE, OTHER) == Attempt.DONE).isEqualTo(state == HoldState.LIFT_PROPOSED);
            assertThat(state.reject() == Attempt.DONE)
                    .isEqualTo(
                            Set.of(HoldState.PROPOSED, HoldState.LIFT_PROPOSED).contains(state));
            // Who proposed is not told more than that it is not possible now.
            assertThat(state.place(ONE, ONE) == Attempt.SAME_PERSON).isEqualTo(state == HoldState.PROPOSED);
        }
    }

    @Test
    void aRejectionLeavesThingsAsTheyWere() {
        assertThat(HoldState.PROPOSED.rejected()).isEqualTo(HoldState.REJECTED);
        assertThat(HoldState.LIFT_PROPOSED.rejected()).isEqualTo(HoldState.PLACED);
    }

    @Test
    void bothKindsAreKnownByWhatTheyForbid() {
        assertThat(HoldKind.LEGAL.forbidsRelease()).isTrue();
        assertThat(HoldKind.PRESERVATION.forbidsRelease()).isFalse();
    }

    @Test
    void textsComeBackAsTheyWereAndShowNothingOfThemselves() {
        HoldTexts texts = new HoldTexts("보존 명령", "District Court (fictitious), 12/2026");
        assertThat(HoldTexts.ofBytes(texts.toBytes())).isEqualTo(texts);
        assertThat(texts.toString()).isEqualTo("HoldTexts");
        assertThatThrownBy(() -> new HoldTexts(" ", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HoldTexts("a", "b".repeat(501))).isInstanceOf(IllegalArgumentException.class);
    }
}
