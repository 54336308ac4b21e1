package org.sillok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No input makes a reader of keys or signatures throw anything undocumented; public keys are written back byte for byte. */
class CryptoFuzzTest {
    private static final P256PrivateKey P256_KEY = P256PrivateKey.generate(new SecureRandom());
    private static final Ed25519PrivateKey ED25519_KEY = Ed25519PrivateKey.generate(new SecureRandom());
    private static final MlDsa44PrivateKey ML_DSA_KEY = MlDsa44PrivateKey.generate(new SecureRandom());
    private static final byte[] MESSAGE = {1, 2, 3};

    static Stream<Arguments> spkis() {
        return Stream.of(P256_KEY, ED25519_KEY, ML_DSA_KEY)
                .map(key -> arguments((Object) key.publicKey().spki()));
    }

    static Stream<Arguments> pkcs8s() {
        return Stream.of(P256_KEY, ED25519_KEY, ML_DSA_KEY).map(key -> arguments((Object) key.pkcs8()));
    }

    static Stream<Arguments> pems() {
        return Stream.of(P256_KEY, ED25519_KEY, ML_DSA_KEY)
                .map(key -> arguments((Object) key.pem().getBytes(StandardCharsets.US_ASCII)));
    }

    static Stream<Arguments> signatures() {
        return Stream.of(P256_KEY, ED25519_KEY, ML_DSA_KEY).map(key -> arguments((Object) key.sign(MESSAGE)));
    }

    @MethodSource("spkis")
    @FuzzTest(maxDuration = "10s")
    void publicKeys(byte[] input) {
        try {
            assertThat(P256PublicKey.ofSpki(input).spki()).isEqualTo(input);
        } catch (KeyFormatException documented) {
            assertThat(documented).isNotNull();
        }
        try {
            assertThat(Ed25519PublicKey.ofSpki(input).spki()).isEqualTo(input);
        } catch (KeyFormatException documented) {
            assertThat(documented).isNotNull();
        }
        try {
            assertThat(MlDsa44PublicKey.ofSpki(input).spki()).isEqualTo(input);
        } catch (KeyFormatException documented) {
            assertThat(documented).isNotNull();
        }
    }

    @MethodSource("pkcs8s")
    @FuzzTest(maxDuration = "10s")
    void privateKeys(byte[] input) {
        try {
            assertThat(P256PrivateKey.ofPkcs8(input).publicKey()).isNotNull();
        } catch (KeyFormatException documented) {
            assertThat(documented).isNotNull();
        }
        try {
            assertThat(Ed25519PrivateKey.ofPkcs8(input).publicKey()).isNotNull();
        } catch (KeyFormatException documented) {
            assertThat(documented).isNotNull();
        }
        try {
            assertThat(MlDsa44PrivateKey.ofPkcs8(input).publicKey()).isNotNull();
        } catch (KeyFormatException documented) {
            assertThat(documented).isNotNull();
        }
    }

    @MethodSource("pems")
    @FuzzTest(maxDuration = "10s")
    void pem(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (String label : new String[] {Pem.PRIVATE_KEY, Pem.PUBLIC_KEY, EncryptedKey.LABEL}) {
            try {
                byte[] der = Pem.read(label, text);
                assertThat(Pem.read(label, Pem.write(label, der))).isEqualTo(der);
            } catch (KeyFormatException documented) {
                assertThat(documented).isNotNull();
            }
        }
    }

    @MethodSource("signatures")
    @FuzzTest(maxDuration = "10s")
    void signatures(byte[] input) {
        for (PrivateSigningKey key : new PrivateSigningKey[] {P256_KEY, ED25519_KEY, ML_DSA_KEY}) {
            try {
                key.publicKey().verify(MESSAGE, input);
                // RFC 6979, RFC 8032 and deterministic ML-DSA: whoever knows one signature knows no second one.
                assertThat(input).isEqualTo(key.sign(MESSAGE));
            } catch (SignatureInvalidException documented) {
                assertThat(documented).isNotNull();
            }
        }
    }
}
