package org.sillok.recall;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecallSettingsCheckTest {
    private record Settings(Duration listHolds, Duration listEvery, Duration repeatOverdue) implements RecallConfig {
        @Override
        public String every() {
            return "off";
        }
    }

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void whatCanBeUsedIsTaken() {
        assertThatCode(() -> RecallSettingsCheck.check(new Settings(DAY.multipliedBy(7), DAY, DAY)))
                .doesNotThrowAnyException();
        assertThatCode(() -> RecallSettingsCheck.check(
                        new Settings(Duration.ofSeconds(61), Duration.ofMinutes(1), Duration.ofMinutes(1))))
                .doesNotThrowAnyException();
    }

    @Test
    void aListThatEndsBeforeTheNextIsRefused() {
        refused(new Settings(DAY, DAY, DAY), "list-holds");
        refused(new Settings(DAY, DAY.plusSeconds(1), DAY), "list-holds");
        refused(new Settings(DAY, Duration.ofSeconds(59), DAY), "list-every");
        refused(new Settings(DAY, Duration.ZERO, DAY), "list-every");
        refused(new Settings(DAY.multipliedBy(2), DAY, Duration.ofSeconds(59)), "repeat-overdue");
    }

    private static void refused(Settings settings, String named) {
        assertThatExceptionOfType(RecallSettingException.class)
                .isThrownBy(() -> RecallSettingsCheck.check(settings))
                .withMessageContaining("sillok.recall." + named);
    }
}
