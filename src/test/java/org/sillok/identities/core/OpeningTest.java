package org.sillok.identities.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.OpeningId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.UserId;

class OpeningTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Opening.Limits LIMITS = new Opening.Limits(Duration.ofHours(24), Duration.ofMinutes(15));
    private static final UserId FIRST = new UserId("usr_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final UserId SECOND = new UserId("usr_baaaaaaaaaaaaaaaaaaaaaaaaa");

    @Test
    void anOpeningOfTwoWaitsForTheSecondAndThenNotForLong() {
        Opening asked = opening(Approval.TWO_CUSTODIANS, null, false);
        assertThat(asked.state(NOON, LIMITS)).isEqualTo(OpeningState.PENDING);
        assertThat(asked.state(NOON.plus(Duration.ofHours(24)).minusMillis(1), LIMITS))
                .isEqualTo(OpeningState.PENDING);
        assertThat(asked.state(NOON.plus(Duration.ofHours(24)), LIMITS)).isEqualTo(OpeningState.EXPIRED);
        Opening approved = opening(Approval.TWO_CUSTODIANS, SECOND, false);
        assertThat(approved.state(NOON.plusSeconds(60), LIMITS)).isEqualTo(OpeningState.APPROVED);
        assertThat(approved.state(NOON.plusSeconds(60 + 15 * 60 - 1), LIMITS)).isEqualTo(OpeningState.APPROVED);
        assertThat(approved.state(NOON.plusSeconds(60 + 15 * 60), LIMITS)).isEqualTo(OpeningState.EXPIRED);
        assertThat(opening(Approval.TWO_CUSTODIANS, SECOND, true).state(NOON.plusSeconds(90), LIMITS))
                .isEqualTo(OpeningState.OPENED);
    }

    @Test
    void oneCustodianDoesNotCountTwice() {
        assertThat(opening(Approval.TWO_CUSTODIANS, FIRST, false).state(NOON.plusSeconds(90), LIMITS))
                .isEqualTo(OpeningState.PENDING);
    }

    @Test
    void anOpeningOfOneCanBeUsedAtOnceAndNotForLong() {
        Opening asked = opening(Approval.ONE_CUSTODIAN, null, false);
        assertThat(asked.state(NOON, LIMITS)).isEqualTo(OpeningState.APPROVED);
        assertThat(asked.state(NOON.plusSeconds(15 * 60), LIMITS)).isEqualTo(OpeningState.EXPIRED);
    }

    @Test
    void oneCustodianIsForInstallationsThatIssueTheirTokensThemselves() {
        assertThat(Custodians.effective(Optional.empty(), Tokens.ISSUED_ELSEWHERE))
                .isEqualTo(Custodians.TWO);
        assertThat(Custodians.effective(Optional.empty(), Tokens.ISSUED_HERE)).isEqualTo(Custodians.ONE);
        for (Custodians any : Custodians.values()) {
            assertThat(Custodians.effective(Optional.of(any), Tokens.ISSUED_HERE))
                    .isEqualTo(any);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Custodians.effective(Optional.of(Custodians.ONE), Tokens.ISSUED_ELSEWHERE));
    }

    @Test
    void whatWasApprovedByOneIsNotEnoughWhereItTakesTwo() {
        assertThat(Custodians.TWO.accept(Approval.ONE_CUSTODIAN)).isFalse();
        assertThat(Custodians.TWO.accept(Approval.TWO_CUSTODIANS)).isTrue();
        assertThat(Custodians.ONE.accept(Approval.ONE_CUSTODIAN)).isTrue();
        for (Approval approval : Approval.values()) {
            assertThat(Custodians.NONE.accept(approval)).isFalse();
        }
    }

    @Test
    void anIdentityIsReadAsItWasWrittenInEveryScript() {
        Identity identity = new Identity(
                List.of(
                        new Identity.Name("홍길동", new LanguageTag("ko-Hang")),
                        new Identity.Name("洪吉童", new LanguageTag("ko-Hant")),
                        new Identity.Name("Hong Kil-tong\u0301", new LanguageTag("ko-Latn")),
                        new Identity.Name("Хон Гиль Дон", new LanguageTag("ru")),
                        new Identity.Name("هونغ", new LanguageTag("ar")),
                        new Identity.Name("𠮷田\uD83D\uDE00", new LanguageTag("und"))),
                Edtf.parse("1971-05~"),
                List.of(new Identity.Contact(ContactKind.TELEPHONE, "+00 000 0000")),
                List.of(new Identity.Relative("홍누이", "sister", null), new Identity.Relative("A", "b", "c")),
                "first line\nsecond line");
        assertThat(Identity.ofBytes(identity.toBytes())).isEqualTo(identity);
        assertThat(identity.toString() + identity.names() + identity.contacts() + identity.relatives())
                .doesNotContain("홍", "+00", "sister");
        Identity least = new Identity(List.of(), null, List.of(), List.of(), "x");
        assertThat(Identity.ofBytes(least.toBytes())).isEqualTo(least);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Identity(List.of(), Edtf.parse("1971"), List.of(), List.of(), null));
    }

    @Test
    void groundsAreReadAsTheyWereWrittenAndDoNotShow() {
        Grounds grounds = new Grounds("법원의 명령", "Order 1");
        assertThat(Grounds.ofBytes(grounds.toBytes())).isEqualTo(grounds);
        assertThat(grounds.toString()).isEqualTo("Grounds");
    }

    private static Opening opening(Approval approval, @Nullable UserId approver, boolean used) {
        return new Opening(
                new OpeningId("opn_aaaaaaaaaaaaaaaaaaaaaaaaaa"),
                new SourceId("src_aaaaaaaaaaaaaaaaaaaaaaaaaa"),
                new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa"),
                approval,
                Tokens.ISSUED_HERE,
                new Grounds("reason", "basis"),
                new Opening.Step(NOON, FIRST),
                approver == null ? null : new Opening.Step(NOON.plusSeconds(60), approver),
                used ? new Opening.Use(new Opening.Step(NOON.plusSeconds(80), FIRST), 1) : null);
    }
}
