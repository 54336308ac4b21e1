package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSettingsCheckTest {
    private static LogConfig with(String setting, Object value) {
        Map<String, Object> defaults = Map.of(
                "batch", 4096,
                "lease", Duration.ofSeconds(10),
                "recheck", Duration.ofSeconds(10),
                "linger", Duration.ofMillis(1),
                "integrateEvery", Duration.ofMillis(150));
        return (LogConfig) Proxy.newProxyInstance(
                LogConfig.class.getClassLoader(),
                new Class<?>[] {LogConfig.class},
                (self, method, arguments) -> method.getName().equals(setting) ? value : defaults.get(method.getName()));
    }

    @Test
    void theDefaultsAreUsable() {
        assertThatCode(() -> LogSettingsCheck.check(with("", ""))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "lease, PT1.9S",
        "recheck, PT0S",
        "recheck, PT1M",
        "linger, PT-0.001S",
        "linger, PT0.051S",
        "integrateEvery, PT0S",
        "integrateEvery, PT-1S"
    })
    void whatWouldHarmTheLogIsNamed(String setting, Duration value) {
        assertThatThrownBy(() -> LogSettingsCheck.check(with(setting, value)))
                .isInstanceOf(LogSettingException.class)
                .hasMessageStartingWith(
                        "The setting sillok.log." + setting.replace("E", "-e") + " is " + value + "; it must be ");
    }

    @Test
    void aBatchOfNothingIsNamed() {
        assertThatThrownBy(() -> LogSettingsCheck.check(with("batch", 0)))
                .hasMessage("The setting sillok.log.batch is 0; it must be at least 1.");
    }
}
