package org.sillok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncryptedKeyTest {
    private static final char[] PASSPHRASE = "correct horse 실록".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void everyKindOfKeyIsReadBack() throws KeyFormatException {
        for (KeyKind<?> kind : List.of(KeyKind.P256, KeyKind.ED25519, KeyKind.ML_DSA_44)) {
            PrivateSigningKey key = kind.generate().apply(RANDOM);
            String pem = EncryptedKey.seal(key.pkcs8(), PASSPHRASE, RANDOM);
            assertThat(pem).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
            assertThat(kind.reader().read(EncryptedKey.open(pem, PASSPHRASE)).publicKey())
                    .isEqualTo(key.publicKey());
        }
    }

    @Test
    void theSameKeyIsNeverEncryptedTheSameWay() {
        byte[] key = Ed25519PrivateKey.generate(RANDOM).pkcs8();
        assertThat(EncryptedKey.seal(key, PASSPHRASE, RANDOM)).isNotEqualTo(EncryptedKey.seal(key, PASSPHRASE, RANDOM));
    }

    @Test
    void readsWhatOpensslWrites() throws KeyFormatException {
        // openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 2048 -passout pass:secret, of RFC 8032's
        // first key.
        String pem = """
                -----BEGIN ENCRYPTED PRIVATE KEY-----
                MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAip6ub1HRmbLwICCAAw
                DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEIYd0yIsm7b3SOcyjo7nNK4EQD4n
                27WCnHsBm2W52hXCIjgs0Lns9Ue3prlwITSpjPjVxZVUguzkF1bQccf0+OzLPoTA
                IPCMX/0Fi6TNE4DTmMc=
                -----END ENCRYPTED PRIVATE KEY-----
                """;
        assertThat(Ed25519PrivateKey.ofPkcs8(EncryptedKey.open(pem, "secret".toCharArray()))
                        .publicKey())
                .isEqualTo(SignaturesTest.anEd25519Key().publicKey());
    }

    @Test
    void anotherPassphraseOrADamagedBlockIsRefused() {
        byte[] key = P256PrivateKey.generate(RANDOM).pkcs8();
        String pem = EncryptedKey.seal(key, PASSPHRASE, RANDOM);
        for (String bad : List.of(
                "",
                pem.replace("ENCRYPTED ", ""),
                pem.substring(0, pem.length() / 2),
                pem.replaceFirst("\nMI", "\nMA"),
                Pem.write(EncryptedKey.LABEL, new byte[0]),
                Pem.write(EncryptedKey.LABEL, key))) {
            assertThatThrownBy(() -> EncryptedKey.open(bad, PASSPHRASE)).isInstanceOf(KeyFormatException.class);
        }
        // A wrong passphrase gives a wrong padding or, once in 256 times, bytes that are no key.
        assertThatThrownBy(() -> P256PrivateKey.ofPkcs8(EncryptedKey.open(pem, "wrong".toCharArray())))
                .isInstanceOf(KeyFormatException.class)
                .hasMessageNotContaining("wrong");
    }
}
