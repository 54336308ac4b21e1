package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sillok.crypto.RecipientCertificate;
import org.sillok.crypto.RecipientCertificateException;
import org.sillok.identity.core.PartyKey;
import org.sillok.identity.db.PartyKeyRows;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Certificates of parties: they name people, so they are sealed, each for the key and the party that it was registered for. */
@ApplicationScoped
class PartyCertificates {
    private final Vault vault;

    PartyCertificates(Vault vault) {
        this.vault = vault;
    }

    static String context(String key) {
        return "party-key/certificate/" + key;
    }

    Bytes sealed(PartyId party, PartyKeyId key, RecipientCertificate certificate) {
        SubjectKeys keys = vault.keysOfOrNew(party.value());
        return Bytes.of(vault.seal(
                keys, KeyUse.CONTENT, context(key.value()), certificate.der().toArray()));
    }

    /** Why a custodian cannot say that a key for encryption is the organisation's: nothing could be encrypted to it. */
    Optional<Refusal> objection(PartyKey key, Optional<PartyKeyRows.Certified> row, Instant now) {
        PartyKey.Certificate certificate = key.certificate();
        if (certificate == null || row.isEmpty()) {
            return conflict(
                    "It was registered without a certificate, and counts for nothing: register one with a new key.");
        }
        if (certificate.notAfter().isBefore(now)) {
            return conflict("Its certificate has expired.");
        }
        return opened(row.get()).isPresent()
                ? Optional.empty()
                : conflict("Its certificate does not open: the key that protects it is gone.");
    }

    private static Optional<Refusal> conflict(String detail) {
        return Optional.of(new Refusal(ProblemCode.CONFLICT, detail));
    }

    /** The certificate of a key, whenever it is valid; empty if the party's key cannot be used. */
    Optional<RecipientCertificate> opened(PartyKeyRows.Certified row) {
        PartyKey key = row.key();
        String party = key.party().value();
        SubjectKeys keys = Objects.requireNonNull(vault.keysOf(List.of(party)).get(party));
        if (!keys.holds(KeyUse.CONTENT)) {
            return Optional.empty();
        }
        byte[] der = vault.open(
                keys, KeyUse.CONTENT, context(key.id().value()), row.sealed().toArray());
        try {
            RecipientCertificate certificate = RecipientCertificate.atAnyTime(Bytes.of(der));
            if (!describes(certificate, key)) {
                throw new IllegalStateException("the stored key " + key.id() + " is not that of its certificate");
            }
            return Optional.of(certificate);
        } catch (RecipientCertificateException e) {
            throw new IllegalStateException("the stored certificate of " + key.id() + " is not usable", e);
        }
    }

    private static boolean describes(RecipientCertificate certificate, PartyKey key) {
        return of(certificate).equals(key.certificate()) && certificate.spki().equals(key.spki());
    }

    static PartyKey.Certificate of(RecipientCertificate certificate) {
        return new PartyKey.Certificate(certificate.fingerprint(), certificate.notBefore(), certificate.expires());
    }
}
