package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixitySettingsCheckTest {
    private record Settings(boolean enabled, int rate, Duration every, Optional<String> replicaGivenUp)
            implements FixityConfig {}

    private static void check(int rate, Duration every) {
        FixitySettingsCheck.check(new Settings(true, rate, every, Optional.empty()));
    }

    @Test
    void defaultsPass() {
        assertThatCode(() -> check(20, Duration.ofDays(7))).doesNotThrowAnyException();
    }

    @Test
    void eachSettingIsNamedWithWhatItMayBe() {
        assertThatThrownBy(() -> check(0, Duration.ofDays(7)))
                .isInstanceOf(FixitySettingException.class)
                .hasMessageContaining("sillok.fixity.rate is 0")
                .hasMessageContaining("from 1 to 100000");
        assertThatThrownBy(() -> check(100_001, Duration.ofDays(7))).hasMessageContaining("sillok.fixity.rate");
        for (Duration every : new Duration[] {Duration.ZERO, Duration.ofSeconds(59), Duration.ofDays(367)}) {
            assertThatThrownBy(() -> check(20, every)).hasMessageContaining("sillok.fixity.every is " + every);
        }
    }
}
