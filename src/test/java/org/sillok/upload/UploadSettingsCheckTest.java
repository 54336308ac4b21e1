package org.sillok.upload;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UploadSettingsCheckTest {
    private static final Map<String, Object> DEFAULTS = Map.of(
            "maxSize", size(20L << 30),
            "maxOpen", 1000,
            "expiry", Duration.ofDays(7),
            "segmentSize", size(16 << 20),
            "segmentTime", Duration.ofSeconds(10),
            "maxSegments", 100_000,
            "leftoverAge", Duration.ofHours(24));

    @Test
    void theDefaultsAreUsable() {
        assertThatCode(() -> UploadSettingsCheck.check(with("", ""))).doesNotThrowAnyException();
    }

    @Test
    void whatCannotWorkIsNamed() {
        Map<String, Object> bad = Map.of(
                "maxSize", size(0),
                "maxOpen", 0,
                "expiry", Duration.ZERO,
                "segmentSize", size(65_535),
                "segmentTime", Duration.ofSeconds(-1),
                "maxSegments", 1279,
                "leftoverAge", Duration.ofMinutes(59));
        bad.forEach((setting, value) -> assertThatThrownBy(() -> UploadSettingsCheck.check(with(setting, value)))
                .isInstanceOf(UploadSettingException.class)
                .hasMessageContaining(
                        "sillok.upload." + setting.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + " is "));
    }

    private static UploadConfig with(String setting, Object value) {
        return (UploadConfig) Proxy.newProxyInstance(
                UploadConfig.class.getClassLoader(),
                new Class<?>[] {UploadConfig.class},
                (self, method, arguments) -> method.getName().equals(setting) ? value : DEFAULTS.get(method.getName()));
    }

    private static MemorySize size(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }
}
