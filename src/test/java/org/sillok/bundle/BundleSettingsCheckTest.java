package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BundleSettingsCheckTest {
    private static final Duration MONTH = Duration.ofDays(30);

    private record Settings(Duration keepFor, long partLength) implements BundleConfig {}

    @Test
    void theDefaultsAndTheLimitsAreUsable() {
        for (long length : new long[] {64 * 1024, 1 << 30}) {
            assertThatCode(() -> BundleSettingsCheck.check(new Settings(MONTH, length)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatCannotWorkIsNamedInOneLine() {
        for (Duration length : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatThrownBy(() -> BundleSettingsCheck.check(new Settings(length, 1 << 30)))
                    .isInstanceOf(BundleSettingException.class)
                    .hasMessageStartingWith("The setting sillok.bundle.keep-for is ");
        }
        for (long length : new long[] {64 * 1024 - 1, (1L << 30) + 1}) {
            assertThatThrownBy(() -> BundleSettingsCheck.check(new Settings(MONTH, length)))
                    .isInstanceOf(BundleSettingException.class)
                    .hasMessageStartingWith("The setting sillok.bundle.part-length is " + length + "; it must be ");
        }
    }
}
