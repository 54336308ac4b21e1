package org.sillok.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {
    private static final Path NOWHERE = Path.of("target", "nowhere.pem");
    private static final TimeSettings GOOD = TimeSettings.of(Map.of("alpha", "http://localhost/"), NOWHERE);

    @Test
    void usualSettingsAreTaken() {
        assertThat(TimeLimits.checked(GOOD)).isEqualTo(GOOD);
    }

    @Test
    void settingsThatCannotBeUsedAreNamed() {
        assertRefused("sillok.time.every", GOOD.stampedEvery(Duration.ZERO));
        assertRefused("sillok.time.every", GOOD.stampedEvery(Duration.ofDays(1_000_000)));
        assertRefused("sillok.time.timeout", GOOD.answeredWithin(Duration.ofSeconds(-1)));
        assertRefused("sillok.time.timeout", GOOD.answeredWithin(Duration.ofDays(1)));
        assertRefused("sillok.time.retry.longest", GOOD.retriedAfter(Duration.ofMinutes(1), Duration.ofSeconds(1)));
        assertRefused("sillok.time.retry.first", GOOD.retriedAfter(Duration.ZERO, Duration.ZERO));
        assertRefused("sillok.time.max-revocation-list", GOOD.withListsOf(0));
        assertRefused("sillok.time.max-revocation-list", GOOD.withListsOf(1 << 30));
    }

    private static void assertRefused(String key, TimeSettings settings) {
        assertThatThrownBy(() -> TimeLimits.checked(settings))
                .isInstanceOf(TimeConfigException.class)
                .hasMessageStartingWith(key + " ");
    }

    @Test
    void rootsThatCannotBeReadAreNamed() {
        assertThatThrownBy(() -> new Authorities(GOOD).list())
                .isInstanceOf(TimeConfigException.class)
                .hasMessageContaining("sillok.time.roots")
                .hasMessageContaining(NOWHERE.toString());
    }
}
