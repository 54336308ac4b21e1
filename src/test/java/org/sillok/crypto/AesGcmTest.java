package org.sillok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AesGcmTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void agreesWithTheSpecificationsTestCases() {
        byte[] zeroKey = new byte[32];
        byte[] zeroNonce = new byte[12];
        assertThat(HEX.formatHex(AesGcm.seal(zeroKey, zeroNonce, new byte[0], new byte[0])))
                .isEqualTo("530f8afbc74536b9a963b4f1c4cb738b");
        assertThat(HEX.formatHex(AesGcm.seal(zeroKey, zeroNonce, new byte[0], new byte[16])))
                .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
        // Test case 16: with associated data.
        assertThat(HEX.formatHex(AesGcm.seal(
                        HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
                        HEX.parseHex("cafebabefacedbaddecaf888"),
                        HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
                        HEX.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"))))
                .isEqualTo("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                        + "76fc6ece0f4e1768cddf8853bb2d551b");
    }

    @Test
    void anyChangedBitAnywhereIsRefused() throws CiphertextInvalidException {
        byte[] key = HEX.parseHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
        byte[] nonce = HEX.parseHex("000102030405060708090a0b");
        byte[] associated = {1, 2, 3};
        byte[] plain = {9, 8, 7, 6};
        byte[] sealed = AesGcm.seal(key, nonce, associated, plain);
        assertThat(AesGcm.open(key, nonce, associated, sealed)).isEqualTo(plain);
        for (byte[] part : new byte[][] {key, nonce, associated, sealed}) {
            for (int bit = 0; bit < 8 * part.length; bit++) {
                part[bit / 8] ^= (byte) (1 << bit % 8);
                assertThatThrownBy(() -> AesGcm.open(key, nonce, associated, sealed))
                        .isInstanceOf(CiphertextInvalidException.class);
                part[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> AesGcm.open(key, nonce, associated, cut))
                    .isInstanceOf(CiphertextInvalidException.class);
        }
    }

    @Test
    void otherKeyAndNonceLengthsAreAProgrammingError() {
        for (int length : new int[] {0, 16, 24, 31, 33}) {
            assertThatThrownBy(() -> AesGcm.seal(new byte[length], new byte[12], new byte[0], new byte[0]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int length : new int[] {0, 8, 11, 13, 16}) {
            assertThatThrownBy(() -> AesGcm.open(new byte[32], new byte[length], new byte[0], new byte[16]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
