package org.sillok.identity.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.StateCode;

class PartyDetailsTest {
    private static final Multilingual NAMES = Multilingual.of(
            Map.of("ko", "가상 \"센터\"①", "ar", "مركز خيالي", "zh-Hant", "虛構中心"), PartyDetails.MAX_NAME_LENGTH);

    @Test
    void detailsAreReadAsTheyWereWritten() {
        PartyDetails without = new PartyDetails(NAMES, null);
        PartyDetails with = new PartyDetails(NAMES, new StateCode("KR"));
        assertThat(PartyDetails.ofBytes(without.toBytes())).isEqualTo(without);
        assertThat(PartyDetails.ofBytes(with.toBytes())).isEqualTo(with);
    }

    @Test
    void seatsAreStates() {
        for (String code : new String[] {"", "kr", "KOR", "XX", "EU"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> StateCode.assigned(code));
        }
    }

    @Test
    void tokensLiveFromAMinuteToNinetyDays() {
        assertThat(new TokenLifetime(Duration.ofMinutes(1)).value()).hasMinutes(1);
        assertThat(new TokenLifetime(Duration.ofDays(90)).value()).hasDays(90);
        for (Duration wrong : new Duration[] {
            Duration.ZERO, Duration.ofMillis(59_999), Duration.ofDays(90).plusMillis(1), Duration.ofHours(-1)
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> new TokenLifetime(wrong));
        }
    }
}
