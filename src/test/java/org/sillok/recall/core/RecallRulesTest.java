package org.sillok.recall.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.sillok.recall.core.RecallFixtures.ISSUED;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.RecallId;

class RecallRulesTest {
    private static final Digest NOTICE = RecallFixtures.aNotice().digest();
    private static final RecallId ID = RecallFixtures.aNotice().id();

    @Test
    void aGroundIsSaidExactlyByWhoDoesNotDoAllThatWasAsked() {
        for (Answer answer : Answer.values()) {
            for (Ground ground : grounds()) {
                for (boolean explained : new boolean[] {false, true}) {
                    AnswerText.Fault expected = null;
                    if (answer == Answer.COMPLIED && ground != null) {
                        expected = AnswerText.Fault.GROUND_NOT_NEEDED;
                    } else if (answer != Answer.COMPLIED && ground == null) {
                        expected = AnswerText.Fault.GROUND_MISSING;
                    } else if (ground == Ground.OTHER && !explained) {
                        expected = AnswerText.Fault.EXPLANATION_MISSING;
                    }
                    assertThat(AnswerText.fault(answer, ground, explained)).isEqualTo(expected);
                    @Nullable Digest words = explained ? AnswerText.commitment(NOTICE, "words") : null;
                    if (expected != null) {
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> new AnswerText(ID, NOTICE, 1, answer, ground, words, null));
                    }
                }
            }
        }
    }

    private static List<@Nullable Ground> grounds() {
        List<@Nullable Ground> all = new ArrayList<>(List.of(Ground.values()));
        all.add(null);
        return all;
    }

    @Test
    void everythingThatIsAnsweredMakesAnotherText() {
        Digest words = AnswerText.commitment(NOTICE, "words");
        Certificate certificate = new Certificate(ItemId.fresh(CustodyFixtures.randomness("certificate")), 1);
        List<AnswerText> texts = List.of(
                new AnswerText(ID, NOTICE, 1, Answer.COMPLIED, null, null, null),
                new AnswerText(ID, NOTICE, 2, Answer.COMPLIED, null, null, null),
                new AnswerText(ID, NOTICE, 1, Answer.COMPLIED, null, words, null),
                new AnswerText(ID, NOTICE, 1, Answer.COMPLIED, null, null, certificate),
                new AnswerText(ID, NOTICE, 1, Answer.COMPLIED, null, null, new Certificate(certificate.item(), 2)),
                new AnswerText(ID, NOTICE, 1, Answer.PARTIAL, Ground.COURT_ORDER, null, null),
                new AnswerText(ID, NOTICE, 1, Answer.REFUSED, Ground.COURT_ORDER, null, null),
                new AnswerText(ID, NOTICE, 1, Answer.REFUSED, Ground.IN_EVIDENCE, null, null),
                new AnswerText(ID, Sha2.sha256(Bytes.utf8("another notice")), 1, Answer.COMPLIED, null, null, null),
                new AnswerText(
                        RecallId.fresh(CustodyFixtures.randomness("another notice")),
                        NOTICE,
                        1,
                        Answer.COMPLIED,
                        null,
                        null,
                        null));
        Set<Bytes> bytes = new HashSet<>();
        for (AnswerText text : texts) {
            assertThat(bytes.add(text.bytes())).isTrue();
            assertThat(new String(text.bytes().toArray(), StandardCharsets.US_ASCII).split("\n", -1))
                    .hasSize(8);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnswerText(ID, NOTICE, 0, Answer.COMPLIED, null, null, null));
    }

    @Test
    void wordsCannotBeGuessedWithoutTheNotice() {
        assertThat(AnswerText.commitment(NOTICE, "no"))
                .isNotEqualTo(AnswerText.commitment(Sha2.sha256(Bytes.utf8("another")), "no"))
                .isNotEqualTo(Sha2.sha256(Bytes.utf8("no")));
    }

    @Test
    void silenceIsFollowedByAReminderHalfwayAndThenSaidAgainAndAgain() {
        Instant respondBy = ISSUED.plus(Duration.ofDays(14));
        Duration week = Duration.ofDays(7);
        Instant half = Escalation.first(ISSUED, respondBy);
        assertThat(half).isEqualTo(ISSUED.plus(week));
        assertThat(Escalation.step(half, respondBy, week, half.minusMillis(1))).isEmpty();
        assertThat(Escalation.step(half, respondBy, week, half))
                .contains(new Escalation.Step(Escalation.Kind.REMIND, respondBy));
        assertThat(Escalation.step(half, respondBy, week, respondBy.minusMillis(1)))
                .contains(new Escalation.Step(Escalation.Kind.REMIND, respondBy));
        assertThat(Escalation.step(respondBy, respondBy, week, respondBy.minusMillis(1)))
                .isEmpty();
        assertThat(Escalation.step(respondBy, respondBy, week, respondBy))
                .contains(new Escalation.Step(Escalation.Kind.OVERDUE, respondBy.plus(week)));
        // A service that was away for months says it once, and not once for each week.
        Instant late = respondBy.plus(Duration.ofDays(100));
        assertThat(Escalation.step(half, respondBy, week, late))
                .contains(new Escalation.Step(Escalation.Kind.OVERDUE, late.plus(week)));
        // A clock that goes back repeats nothing.
        assertThat(Escalation.step(late.plus(week), respondBy, week, ISSUED)).isEmpty();
    }

    @Test
    void theStateFollowsFromWhatIsOnRecordAndTheTime() {
        Instant by = ISSUED.plus(Duration.ofDays(14));
        assertThat(NoticeState.of(null, null, by, null, ISSUED)).isEqualTo(NoticeState.ISSUED);
        assertThat(NoticeState.of(null, ISSUED, by, null, ISSUED)).isEqualTo(NoticeState.DELIVERED);
        assertThat(NoticeState.of(null, ISSUED, by, null, by.minusMillis(1))).isEqualTo(NoticeState.DELIVERED);
        assertThat(NoticeState.of(null, null, by, null, by)).isEqualTo(NoticeState.OVERDUE);
        for (Answer answer : Answer.values()) {
            assertThat(NoticeState.of(answer, ISSUED, by, null, by.plusSeconds(1)))
                    .hasToString(answer.name());
            assertThat(NoticeState.of(answer, ISSUED, by, ISSUED, by)).isEqualTo(NoticeState.LIFTED);
        }
    }

    @Test
    void aListIsCurrentFromItsTimeToTheNext() {
        RecallList list = RecallFixtures.aList();
        assertThat(list.isCurrent(ISSUED.minusMillis(1))).isFalse();
        assertThat(list.isCurrent(ISSUED)).isTrue();
        assertThat(list.isCurrent(RecallFixtures.NEXT.minusMillis(1))).isTrue();
        assertThat(list.isCurrent(RecallFixtures.NEXT)).isFalse();
        assertThat(list.of(RecallFixtures.aBundle().value())).hasSize(1);
        assertThat(list.of("bdl_aaaaaaaaaaaaaaaaaaaaaaaaaa")).isEmpty();
    }

    @Test
    void whoSeesWhat() {
        assertThat(Viewpoint.RECIPIENT.readsNotice()).isTrue();
        assertThat(Viewpoint.OWNER.readsNotice()).isFalse();
        assertThat(Viewpoint.CUSTODIAN.readsNotice()).isTrue();
        assertThat(Viewpoint.AUDITOR.readsNotice()).isFalse();
        assertThat(Viewpoint.RECIPIENT.knowsWithdrawal()).isFalse();
        assertThat(Viewpoint.OWNER.knowsWithdrawal()).isTrue();
        assertThat(Viewpoint.CUSTODIAN.knowsWithdrawal()).isTrue();
        assertThat(Viewpoint.AUDITOR.knowsWithdrawal()).isFalse();
        assertThat(Viewpoint.AUDITOR.readsWords()).isFalse();
        assertThat(Viewpoint.OWNER.readsWords()).isTrue();
    }

    @Test
    void itemsHaveTheNumbersThatBundlesWrite() {
        assertThat(ItemNumber.text(1)).isEqualTo("EV-000001");
        assertThat(ItemNumber.parse("EV-999999")).isEqualTo(999_999);
        for (String other : new String[] {"EV-1", "EV-000000", "ev-000001", "EV-0000001", "EV-00000a", ""}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ItemNumber.parse(other));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ItemNumber.text(1_000_000));
        assertThatIllegalArgumentException().isThrownBy(() -> ItemNumber.text(0));
    }
}
