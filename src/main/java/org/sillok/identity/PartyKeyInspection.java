package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.RecipientCertificate;
import org.sillok.crypto.RecipientCertificateException;
import org.sillok.identity.db.PartyKeyRows;
import org.sillok.kernel.Bytes;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Shows the keys of parties exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is
 * scoped to the whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees
 * it.
 */
@ApplicationScoped
public class PartyKeyInspection {
    private final PartyKeyRows rows;
    private final Vault vault;

    PartyKeyInspection(PartyKeyRows rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /**
     * Keys in the order of their ids, after {@code id}. One query.
     *
     * @param keys of a subject, a party, if they can be had
     */
    @Transactional(TxType.MANDATORY)
    public List<StoredPartyKey> after(String id, int limit, Function<String, Optional<SubjectKeys>> keys) {
        return rows.storedAfter(id, limit).stream()
                .map(row -> new StoredPartyKey(
                        row.id(),
                        row.party(),
                        row.use(),
                        Bytes.of(row.spki()),
                        isReadable(row, keys),
                        certificate(row),
                        step(row.confirmed()),
                        step(row.revoked())))
                .toList();
    }

    private boolean isReadable(PartyKeyRows.Stored row, Function<String, Optional<SubjectKeys>> keys) {
        byte[] sealed = row.sealed();
        if (sealed == null) {
            return true;
        }
        Optional<SubjectKeys> held = keys.apply(row.party()).filter(found -> found.holds(KeyUse.CONTENT));
        if (held.isEmpty()) {
            return true;
        }
        try {
            RecipientCertificate certificate = RecipientCertificate.atAnyTime(
                    Bytes.of(vault.open(held.get(), KeyUse.CONTENT, PartyCertificates.context(row.id()), sealed)));
            return Arrays.equals(certificate.fingerprint().toArray(), row.fingerprint())
                    && certificate.spki().equals(Bytes.of(row.spki()))
                    && certificate.notBefore().equals(row.notBefore())
                    && certificate.expires().equals(row.notAfter());
        } catch (SealBrokenException | RecipientCertificateException e) {
            return false;
        }
    }

    private static StoredPartyKey.@Nullable Certificate certificate(PartyKeyRows.Stored row) {
        byte[] fingerprint = row.fingerprint();
        return fingerprint == null
                ? null
                : new StoredPartyKey.Certificate(
                        HexFormat.of().formatHex(fingerprint), row.notBefore(), row.notAfter());
    }

    private static StoredPartyKey.@Nullable Step step(PartyKeyRows.@Nullable StoredStep step) {
        return step == null ? null : new StoredPartyKey.Step(step.at(), step.by());
    }
}
