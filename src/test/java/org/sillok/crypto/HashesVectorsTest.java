package org.sillok.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Bytes;

class HashesVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void sha2AgreesWithFips180() {
        assertThat(Sha2.sha256("abc".getBytes(US_ASCII)).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha2.sha256().hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sha2.sha512("abc".getBytes(US_ASCII)).hex())
                .isEqualTo("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    }

    @Test
    void partsAreHashedOneAfterTheOther() {
        assertThat(Sha2.sha256("a".getBytes(US_ASCII), new byte[0], "bc".getBytes(US_ASCII)))
                .isEqualTo(Sha2.sha256(Bytes.utf8("abc")));
        assertThat(Sha2.sha512("ab".getBytes(US_ASCII), "c".getBytes(US_ASCII)))
                .isEqualTo(Sha2.sha512("abc".getBytes(US_ASCII)));
    }

    @Test
    void hmacAgreesWithRfc4231() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertThat(HEX.formatHex(Hmac.sha256(key, "Hi ".getBytes(US_ASCII), "There".getBytes(US_ASCII))))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(HEX.formatHex(
                        Hmac.sha256("Jefe".getBytes(US_ASCII), "what do ya want for nothing?".getBytes(US_ASCII))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThatThrownBy(() -> Hmac.sha256(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
