package org.sillok.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;

class PrivateKeyTextTest {
    private static boolean isIn(byte[] der) {
        return PrivateKeyText.isIn(Base64.getMimeEncoder().encodeToString(der));
    }

    @Test
    void privateKeysOfAllFormsAreRecognised() throws Exception {
        for (KeyPair keys :
                new KeyPair[] {TestCertificates.ec("P-256"), TestCertificates.rsa(1_024), TestCertificates.ed25519()}) {
            byte[] pkcs8 = keys.getPrivate().getEncoded();
            assertThat(isIn(pkcs8)).isTrue();
            byte[] older = PrivateKeyInfo.getInstance(pkcs8)
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded();
            assertThat(isIn(older))
                    .as("PKCS #1, SEC 1")
                    .isEqualTo(!keys.getPrivate().getAlgorithm().startsWith("Ed"));
            assertThat(PrivateKeyText.isIn(Pem.write("EC PRIVATE KEY", older))).isTrue();
        }
        // SEQUENCE { SEQUENCE { OID }, OCTET STRING }: an encrypted key. SEQUENCE { INTEGER 3, SEQUENCE {} }: PKCS #12.
        assertThat(isIn(HexFormat.of().parseHex("300d" + "3005" + "06032a0304" + "0404" + "01020304")))
                .isTrue();
        assertThat(isIn(HexFormat.of().parseHex("3005" + "020103" + "3000"))).isTrue();
    }

    @Test
    void nothingElseIsTakenForOne() {
        KeyPair keys = TestCertificates.rsa(2_048);
        assertThat(isIn(TestCertificates.valid(keys.getPublic()))).isFalse();
        assertThat(isIn(keys.getPublic().getEncoded())).isFalse();
        assertThat(PrivateKeyText.isIn(TestCertificates.pem())).isFalse();
        P256PrivateKey signer = P256PrivateKey.generate(new java.security.SecureRandom());
        assertThat(isIn(signer.sign(new byte[1]))).as("a signature").isFalse();
        for (String text : new String[] {"", " ", "AAAA", "MAA=", "MAMCAQM=", "no base64!", "-----BEGIN"}) {
            assertThat(PrivateKeyText.isIn(text)).as(text).isFalse();
        }
    }
}
