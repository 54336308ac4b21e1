package org.sillok.withdrawal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WithdrawalSettingsCheckTest {
    private static final Duration DAY = Duration.ofDays(1);

    private record Settings(Duration respondWithin, Duration longest) implements WithdrawalConfig {}

    @Test
    void whatCanWorkIsTaken() {
        assertThatCode(() -> WithdrawalSettingsCheck.check(new Settings(DAY, DAY)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCannotWorkIsNamedInOneLine() {
        for (Duration none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatThrownBy(() -> WithdrawalSettingsCheck.check(new Settings(none, DAY)))
                    .isInstanceOf(WithdrawalSettingException.class)
                    .hasMessageStartingWith("The setting sillok.withdrawal.respond-within is ");
        }
        assertThatThrownBy(() -> WithdrawalSettingsCheck.check(new Settings(DAY, DAY.minusSeconds(1))))
                .isInstanceOf(WithdrawalSettingException.class)
                .hasMessageStartingWith("The setting sillok.withdrawal.longest is ");
    }
}
