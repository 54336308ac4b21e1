package org.sillok.identity.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.UserId;

class PartyKeyTest {
    private static final P256PrivateKey KEY = P256PrivateKey.generate(new SecureRandom());
    private static final PartyId PARTY = new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final PartyId OTHER = new PartyId("pty_baaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void theProofIsOverTheTextThatIsDocumented() {
        assertThat(PartyKeyProof.text(PARTY, PartyKeyUse.SIGNING, KEY.publicKey())
                        .toArray())
                .isEqualTo(("sillok/party-key/1\npty_aaaaaaaaaaaaaaaaaaaaaaaaaa\nSIGNING\n"
                                + Base64.getEncoder()
                                        .encodeToString(KEY.publicKey().spki()) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theProofOfOneOrganisationIsNoneForAnother() {
        Bytes proof = proof(PARTY, PartyKeyUse.SIGNING);
        assertThatCode(() -> PartyKeyProof.verify(PARTY, PartyKeyUse.SIGNING, KEY.publicKey(), proof))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(SignatureInvalidException.class)
                .isThrownBy(() -> PartyKeyProof.verify(OTHER, PartyKeyUse.SIGNING, KEY.publicKey(), proof));
        assertThatExceptionOfType(SignatureInvalidException.class)
                .isThrownBy(() -> PartyKeyProof.verify(PARTY, PartyKeyUse.ENCRYPTION, KEY.publicKey(), proof));
        assertThatExceptionOfType(SignatureInvalidException.class)
                .isThrownBy(() -> PartyKeyProof.verify(
                        PARTY,
                        PartyKeyUse.SIGNING,
                        P256PrivateKey.generate(new SecureRandom()).publicKey(),
                        proof));
    }

    @Test
    void eitherFormOfASignatureIsTaken() throws Exception {
        Bytes low = proof(PARTY, PartyKeyUse.SIGNING);
        BigInteger order = CustomNamedCurves.getByName("P-256").getN();
        BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(order, low.toArray());
        Bytes high = Bytes.of(StandardDSAEncoding.INSTANCE.encode(order, rs[0], order.subtract(rs[1])));
        assertThatCode(() -> PartyKeyProof.verify(PARTY, PartyKeyUse.SIGNING, KEY.publicKey(), high))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(SignatureInvalidException.class)
                .isThrownBy(() -> PartyKeyProof.verify(PARTY, PartyKeyUse.SIGNING, KEY.publicKey(), Bytes.utf8("x")));
    }

    @Test
    void aKeyCountsFromItsConfirmationUntilItsRevocation() {
        assertThat(key(null, null).state()).isEqualTo(PartyKeyState.PENDING);
        assertThat(key(null, null).countedAt(NOON)).isFalse();
        assertThat(key(NOON, null).state()).isEqualTo(PartyKeyState.CONFIRMED);
        assertThat(key(NOON, null).countedAt(NOON.minusMillis(1))).isFalse();
        assertThat(key(NOON, null).countedAt(NOON)).isTrue();
        PartyKey revoked = key(NOON, NOON.plusSeconds(1));
        assertThat(revoked.state()).isEqualTo(PartyKeyState.REVOKED);
        assertThat(revoked.countedAt(NOON.plusMillis(999))).isTrue();
        assertThat(revoked.countedAt(NOON.plusSeconds(1))).isFalse();
        assertThat(key(null, NOON).state()).isEqualTo(PartyKeyState.REVOKED);
        assertThat(key(null, NOON).countedAt(NOON.plusSeconds(1))).isFalse();
    }

    private static Bytes proof(PartyId party, PartyKeyUse use) {
        return Bytes.of(KEY.sign(PartyKeyProof.text(party, use, KEY.publicKey()).toArray()));
    }

    @Test
    void aKeyForEncryptionCountsWhileItsCertificateIsValid() {
        assertThat(certified(null, NOON, null).countedAt(NOON))
                .as("registered without one")
                .isFalse();
        PartyKey.Certificate hour =
                new PartyKey.Certificate(Digest.sha256(new byte[32]), NOON, NOON.plusSeconds(3_600));
        PartyKey key = certified(hour, NOON.minusSeconds(10), null);
        assertThat(key.countedAt(NOON.minusMillis(1))).isFalse();
        assertThat(key.countedAt(NOON)).isTrue();
        assertThat(key.countedAt(NOON.plusSeconds(3_600))).isTrue();
        assertThat(key.countedAt(NOON.plusSeconds(3_600).plusMillis(1))).isFalse();
        assertThat(certified(hour, null, null).countedAt(NOON))
                .as("not confirmed")
                .isFalse();
        assertThat(certified(hour, NOON, NOON).countedAt(NOON)).as("revoked").isFalse();
    }

    private static PartyKey certified(
            PartyKey.@Nullable Certificate certificate, @Nullable Instant confirmed, @Nullable Instant revoked) {
        return key(PartyKeyUse.ENCRYPTION, certificate, confirmed, revoked);
    }

    private static PartyKey key(@Nullable Instant confirmed, @Nullable Instant revoked) {
        return key(PartyKeyUse.SIGNING, null, confirmed, revoked);
    }

    private static PartyKey key(
            PartyKeyUse use,
            PartyKey.@Nullable Certificate certificate,
            @Nullable Instant confirmed,
            @Nullable Instant revoked) {
        return new PartyKey(
                new PartyKeyId("key_aaaaaaaaaaaaaaaaaaaaaaaaaa"),
                PARTY,
                use,
                Bytes.of(KEY.publicKey().spki()),
                certificate,
                step(NOON.minusSeconds(5)),
                confirmed == null ? null : step(confirmed),
                revoked == null ? null : step(revoked));
    }

    private static PartyKey.Step step(Instant at) {
        return new PartyKey.Step(at, new UserId("usr_aaaaaaaaaaaaaaaaaaaaaaaaaa"));
    }
}
