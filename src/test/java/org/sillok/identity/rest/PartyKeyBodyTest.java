package org.sillok.identity.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Pem;
import org.sillok.crypto.TestCertificates;
import org.sillok.identity.NewPartyKey;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.kernel.Bytes;
import org.sillok.problem.ProblemException;

class PartyKeyBodyTest {
    private static final byte[] DER =
            TestCertificates.valid(TestCertificates.ec("P-256").getPublic());

    private static NewPartyKey encryption(@Nullable String certificate) {
        return new PartyKeyBody(PartyKeyUse.ENCRYPTION, null, null, certificate).toNewPartyKey();
    }

    @Test
    void aCertificateIsReadInBothForms() {
        NewPartyKey expected = new NewPartyKey.Encryption(Bytes.of(DER));
        String base64 = Base64.getEncoder().encodeToString(DER);
        assertThat(encryption(base64)).isEqualTo(expected);
        assertThat(encryption(Base64.getMimeEncoder().encodeToString(DER) + "\r\n"))
                .isEqualTo(expected);
        assertThat(encryption(TestCertificates.pem(DER))).isEqualTo(expected);
        assertThat(encryption("\n " + TestCertificates.pem(DER).replace("\n", "\r\n")))
                .isEqualTo(expected);
    }

    @Test
    void nothingOfABodyIsInItsText() {
        String pem = TestCertificates.pem(DER);
        assertThat(new PartyKeyBody(PartyKeyUse.ENCRYPTION, null, null, pem).toString())
                .doesNotContain("BEGIN");
        assertThat(encryption(pem).toString()).doesNotContain("Bytes");
    }

    @Test
    void eachFieldBelongsToOneUse() {
        String pem = TestCertificates.pem(DER);
        refused(new PartyKeyBody(PartyKeyUse.ENCRYPTION, "x", null, pem), "/publicKey");
        refused(new PartyKeyBody(PartyKeyUse.ENCRYPTION, null, "AAAA", pem), "/proof");
        refused(new PartyKeyBody(PartyKeyUse.ENCRYPTION, null, null, null), "/certificate");
        refused(new PartyKeyBody(PartyKeyUse.SIGNING, null, null, pem), "/certificate");
        refused(new PartyKeyBody(PartyKeyUse.SIGNING, null, null, null), "/publicKey");
        refused(new PartyKeyBody(null, null, null, pem), "/use");
    }

    @Test
    void aPrivateKeyIsToldBeforeAnythingElse() {
        byte[] key = TestCertificates.rsa(1_024).getPrivate().getEncoded();
        refused(new PartyKeyBody(null, Base64.getEncoder().encodeToString(key), null, null), "/publicKey");
        refused(new PartyKeyBody(null, null, Pem.write(Pem.PRIVATE_KEY, key), null), "/proof");
        refused(
                new PartyKeyBody(null, null, null, "text around it\n" + Pem.write("RSA PRIVATE KEY", key)),
                "/certificate");
    }

    private static void refused(PartyKeyBody body, String pointer) {
        assertThatThrownBy(body::toNewPartyKey)
                .isInstanceOf(ProblemException.class)
                .satisfies(e ->
                        assertThat(((ProblemException) e).refusal().pointer()).isEqualTo(pointer));
    }
}
