package org.sillok.source.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymTest {
    @Test
    void everyBitOfTheRandomBytesCounts() {
        assertThat(Pseudonym.of(new byte[] {-1, -1, -1, -1, -1})).hasToString("S-ZZZZ-ZZZZ");
        assertThat(Pseudonym.of(new byte[5])).hasToString("S-0000-0000");
        assertThat(Pseudonym.of(new byte[] {0, 0, 0, 0, 1})).hasToString("S-0000-0001");
        assertThat(Pseudonym.of(new byte[] {(byte) 0x80, 0, 0, 0, 0})).hasToString("S-G000-0000");
        for (int bit = 0; bit < 40; bit++) {
            byte[] random = new byte[5];
            random[bit / 8] = (byte) (1 << (bit % 8));
            assertThat(Pseudonym.of(random).value()).isNotEqualTo("S-0000-0000");
        }
    }

    @Test
    void fourOrSixBytesMakeNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pseudonym.of(new byte[4]));
        assertThatIllegalArgumentException().isThrownBy(() -> Pseudonym.of(new byte[6]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S-0000-000", "s-0000-0000", "S-000I-0000", "S-000O-0000", "S-000U-0000", "S-00000000"})
    void lettersThatAreMistakenForOthersAreNotInIt(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pseudonym(text));
    }

    @Test
    void aProfileIsReadAsItWasWritten() {
        for (ContactPolicy policy : ContactPolicy.values()) {
            for (SourceProfile profile : new SourceProfile[] {
                new SourceProfile(policy, EnumSet.noneOf(Vulnerability.class)),
                new SourceProfile(policy, EnumSet.allOf(Vulnerability.class))
            }) {
                assertThat(SourceProfile.ofBytes(profile.toBytes())).isEqualTo(profile);
            }
        }
    }
}
