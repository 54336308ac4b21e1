package org.sillok.identity.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.identity.core.StepUpRule.Verdict;

class StepUpRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final StepUpRule RULE = new StepUpRule(List.of("two-factor", "passkey"), Duration.ofMinutes(30));
    private static final StepUpRule AGELESS = new StepUpRule(List.of("urn:sillok:acr:local-issuer"), null);

    @Test
    void aRecentAuthenticationOfANamedClassSuffices() {
        assertThat(judge("two-factor", NOW)).isEqualTo(Verdict.SUFFICIENT);
        assertThat(judge("passkey", NOW.minus(Duration.ofMinutes(30)))).isEqualTo(Verdict.SUFFICIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-factor", "", "two-factor passkey", "Two-Factor", "two-factor ", "1"})
    void anotherClassDoesNot(String acr) {
        assertThat(judge(acr, NOW)).isEqualTo(Verdict.WEAKER);
    }

    @Test
    void whatTheTokenDoesNotSayDoesNotSuffice() {
        assertThat(judge(null, NOW)).isEqualTo(Verdict.WEAKER);
        assertThat(judge("two-factor", null)).isEqualTo(Verdict.STALE);
        assertThat(RULE.judge(Assurance.NONE, NOW)).isEqualTo(Verdict.WEAKER);
        assertThat(AGELESS.judge(Assurance.NONE, NOW)).isEqualTo(Verdict.WEAKER);
    }

    @Test
    void anAuthenticationGrowsOld() {
        Instant then = NOW.minus(Duration.ofMinutes(30));
        assertThat(judge("two-factor", then.minusMillis(1))).isEqualTo(Verdict.STALE);
        assertThat(judge("two-factor", Instant.EPOCH)).isEqualTo(Verdict.STALE);
        // The same one a moment earlier.
        assertThat(RULE.judge(new Assurance("two-factor", then), NOW.minusSeconds(1)))
                .isEqualTo(Verdict.SUFFICIENT);
    }

    @Test
    void anAuthenticationOfTheFutureDoesNotSuffice() {
        assertThat(judge("two-factor", NOW.plusSeconds(60))).isEqualTo(Verdict.SUFFICIENT);
        assertThat(judge("two-factor", NOW.plusSeconds(61))).isEqualTo(Verdict.STALE);
    }

    @Test
    void whereAgeDoesNotMatterItIsNotLookedAt() {
        Assurance local = new Assurance("urn:sillok:acr:local-issuer", null);
        assertThat(AGELESS.judge(local, NOW)).isEqualTo(Verdict.SUFFICIENT);
        assertThat(RULE.judge(local, NOW)).isEqualTo(Verdict.WEAKER);
    }

    @Test
    void theChallengeNamesWhatToAskFor() {
        assertThat(RULE.challenge())
                .isEqualTo("Bearer error=\"insufficient_user_authentication\", error_description=\"A stronger or more"
                        + " recent authentication is required\", acr_values=\"two-factor passkey\", max_age=\"1800\"");
        assertThat(AGELESS.challenge()).endsWith(", acr_values=\"urn:sillok:acr:local-issuer\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two factor", "quote\"d", "back\\slash", "line\nbreak", "둘"})
    void aClassThatWouldBreakTheHeaderIsRefused(String acr) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StepUpRule(List.of(acr), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT59S", "-PT30M", "PT24H0.001S"})
    void anAgeThatMeansNothingIsRefused(String age) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepUpRule(List.of("two-factor"), Duration.parse(age)));
        assertThatIllegalArgumentException().isThrownBy(() -> new StepUpRule(List.of(), Duration.ofHours(1)));
    }

    private static Verdict judge(@Nullable String acr, @Nullable Instant at) {
        return RULE.judge(new Assurance(acr, at), NOW);
    }
}
