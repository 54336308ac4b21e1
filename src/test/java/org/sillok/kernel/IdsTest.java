package org.sillok.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void everyFreshIdentifierIsWellFormed() {
        Random random = new Random(20261121);
        Randomness randomness = length -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        };
        for (int i = 0; i < 10_000; i++) {
            assertThat(Ids.isWellFormed("itm", ItemId.fresh(randomness).value()))
                    .isTrue();
        }
    }

    @Test
    void agreesWithRfc4648Base32() {
        // RFC 4648 section 10, lower case, padding removed.
        assertThat(Ids.base32("foobar".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo("mzxw6ytboi");
        assertThat(Ids.base32("f".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo("my");
    }

    @Test
    void refusesOtherPrefixesLengthsCasesAndStrayTrailingBits() {
        byte[] ones = new byte[16];
        Arrays.fill(ones, (byte) 0xff);
        String good = Ids.fresh("itm", length -> ones);
        assertThat(good).isEqualTo("itm_7777777777777777777777777" + "4");
        for (String bad : new String[] {
            "",
            "itm_",
            good.toUpperCase(java.util.Locale.ROOT),
            good + "a",
            "src" + good.substring(3),
            good.replace('_', '-'),
            good.substring(0, good.length() - 1) + "7",
            good.substring(0, good.length() - 1) + "\n",
            good.substring(0, 9) + "1" + good.substring(10),
            good.substring(0, 9) + "8" + good.substring(10),
            good.substring(0, 9) + "`" + good.substring(10),
            good.substring(0, 9) + "{" + good.substring(10),
            good.substring(0, 4) + "\u0131" + good.substring(5)
        }) {
            assertThat(Ids.isWellFormed("itm", bad)).as(bad).isFalse();
            assertThatThrownBy(() -> new ItemId(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
