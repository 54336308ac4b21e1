package org.sillok.withdrawal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.UserId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Purpose;
import org.sillok.withdrawal.core.LiftState.Attempt;

class WithdrawalRulesTest {
    private static final WithdrawalId FIRST = new WithdrawalId("wdr_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final WithdrawalId SECOND = new WithdrawalId("wdr_baaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final ItemId ITEM = new ItemId("itm_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final UserId ONE = new UserId("usr_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final UserId OTHER = new UserId("usr_baaaaaaaaaaaaaaaaaaaaaaaaa");

    @Test
    void whatAsksNothingOfThoseWhoHaveItStopsSharingOnly() {
        assertThat(Level.NO_NEW_SHARING.asks()).isEmpty();
        assertThat(Level.NO_FURTHER_USE.asks()).contains(Asked.STOP_USE);
        assertThat(Level.RESTRICT.asks()).contains(Asked.QUARANTINE);
        assertThat(Level.ERASE.asks()).contains(Asked.DESTROY);
        assertThat(Level.values()).filteredOn(Level::restricts).containsExactly(Level.RESTRICT, Level.ERASE);
    }

    @Test
    void theSameOrLessNeedNotBeSaidAgain() {
        for (Level recorded : Level.values()) {
            for (Level wanted : Level.values()) {
                assertThat(Earlier.covering(List.of(new Earlier(FIRST, recorded, null)), wanted, null))
                        .isEqualTo(recorded.compareTo(wanted) >= 0 ? List.of(FIRST) : List.of());
            }
        }
        assertThat(Earlier.covering(List.of(), Level.NO_NEW_SHARING, null)).isEmpty();
        assertThat(Earlier.covering(
                        List.of(new Earlier(FIRST, Level.NO_NEW_SHARING, null), new Earlier(SECOND, Level.ERASE, null)),
                        Level.RESTRICT,
                        null))
                .containsExactly(SECOND);
    }

    @Test
    void whoAsksForMoreSaysMore() {
        for (Asked recorded : Asked.values()) {
            List<Earlier> earlier = List.of(new Earlier(FIRST, Level.RESTRICT, recorded));
            for (Asked wanted : Asked.values()) {
                assertThat(Earlier.covering(earlier, Level.RESTRICT, wanted))
                        .isEqualTo(recorded.compareTo(wanted) >= 0 ? List.of(FIRST) : List.of());
            }
            assertThat(Earlier.covering(earlier, Level.RESTRICT, null)).containsExactly(FIRST);
        }
        assertThat(Earlier.covering(
                        List.of(new Earlier(FIRST, Level.NO_NEW_SHARING, null)), Level.NO_NEW_SHARING, Asked.STOP_USE))
                .isEmpty();
    }

    @Test
    void liftingTakesTwoAndLeavingItOne() {
        assertThat(LiftState.IN_FORCE.propose()).isEqualTo(Attempt.DONE);
        assertThat(LiftState.LIFT_PROPOSED.propose()).isEqualTo(Attempt.PROPOSED);
        assertThat(LiftState.LIFTED.propose()).isEqualTo(Attempt.OVER);
        assertThat(LiftState.LIFT_PROPOSED.confirm(ONE, ONE)).isEqualTo(Attempt.SAME_PERSON);
        assertThat(LiftState.LIFT_PROPOSED.confirm(ONE, OTHER)).isEqualTo(Attempt.DONE);
        assertThat(LiftState.IN_FORCE.confirm(ONE, OTHER)).isEqualTo(Attempt.NOT_PROPOSED);
        assertThat(LiftState.IN_FORCE.confirm(ONE, ONE)).isEqualTo(Attempt.NOT_PROPOSED);
        assertThat(LiftState.LIFTED.confirm(ONE, OTHER)).isEqualTo(Attempt.OVER);
        assertThat(LiftState.IN_FORCE.reject()).isEqualTo(Attempt.NOT_PROPOSED);
        assertThat(LiftState.LIFT_PROPOSED.reject()).isEqualTo(Attempt.DONE);
        assertThat(LiftState.LIFTED.reject()).isEqualTo(Attempt.OVER);
        assertThat(LiftState.values()).filteredOn(LiftState::stands).doesNotContain(LiftState.LIFTED);
    }

    @Test
    void anErasureWaitsForAHoldAndOnlyWhileTheWithdrawalStands() {
        for (Level level : Level.values()) {
            assertThat(Erasure.of(level, false, true, true)).isEqualTo(Erasure.NOT_ASKED);
            assertThat(Erasure.of(level, true, true, true))
                    .isEqualTo(level == Level.ERASE ? Erasure.WAITS_FOR_HOLD : Erasure.NOT_ASKED);
            assertThat(Erasure.of(level, true, true, false))
                    .isEqualTo(level == Level.ERASE ? Erasure.PENDING : Erasure.NOT_ASKED);
            assertThat(Erasure.of(level, true, false, false))
                    .isEqualTo(level == Level.ERASE ? Erasure.DONE : Erasure.NOT_ASKED);
        }
    }

    @Test
    void aSubjectIsWhatItSaysItIs() {
        assertThat(Subject.of(ITEM)).hasToString(ITEM.value());
        assertThatThrownBy(() -> new Subject(Subject.Kind.CONSENT, ITEM.value()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(ITEM.value());
        assertThat(Subject.of(new SourceId("src_aaaaaaaaaaaaaaaaaaaaaaaaaa")).kind())
                .isEqualTo(Subject.Kind.SOURCE);
    }

    @Test
    void whatIsSealedIsReadBackAndPrintsNothing() {
        for (Why why : List.of(
                new Why(null, null),
                new Why("무서워서", null),
                new Why("afraid", new MaterialRef(ITEM, 3)),
                new Why(null, new MaterialRef(ITEM, 1)))) {
            assertThat(Why.ofBytes(why.toBytes())).isEqualTo(why);
            assertThat(why).hasToString("Why");
        }
        for (OnwardContent content : List.of(
                new OnwardContent(null, Set.of(Purpose.MEDIA)),
                new OnwardContent("A newspaper", Set.of(Purpose.MEDIA, Purpose.RESEARCH)),
                new OnwardContent(null, Set.of()))) {
            byte[] bytes = content.toBytes(new byte[OnwardContent.SALT_BYTES]);
            assertThat(OnwardContent.ofBytes(bytes)).isEqualTo(content);
            assertThat(content.toString()).doesNotContain("newspaper");
            assertThat(new String(bytes, StandardCharsets.UTF_8)).startsWith("{\"salt\":");
        }
    }
}
