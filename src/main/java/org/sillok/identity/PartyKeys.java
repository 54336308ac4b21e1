package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.identity.core.PartyKey;
import org.sillok.identity.core.PartyKeyProof;
import org.sillok.identity.core.PartyKeyState;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.identity.db.PartyKeyRows;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Timestamps;

/**
 * Keys that organisations hold themselves, as far as they count: with them they sign, and releases are encrypted to their
 * certificates. How a key comes to count is a matter of {@link PartyKeyRegistry}.
 */
@ApplicationScoped
public class PartyKeys {
    private final PartyKeyRows rows;
    private final PartyCertificates certificates;

    PartyKeys(PartyKeyRows rows, PartyCertificates certificates) {
        this.rows = rows;
        this.certificates = certificates;
    }

    /**
     * Which of the party's registered signing keys, confirmed and not revoked, made {@code signature} (ECDSA P-256 over
     * SHA-256, DER, with either {@code s}) over {@code message}; empty if none did. What is stored and passed on must be
     * {@link org.sillok.crypto.LowS#of}: verifiers elsewhere take that form only.
     */
    @Transactional(TxType.MANDATORY)
    public Optional<PartyKeyId> signer(PartyId party, Bytes message, Bytes signature) {
        return rows.ofParty(party.value()).stream()
                .filter(key -> key.use() == PartyKeyUse.SIGNING && key.state() == PartyKeyState.CONFIRMED)
                .filter(key -> isSignedBy(key, message, signature))
                .map(PartyKey::id)
                .findFirst();
    }

    /** Whether this one of the party's signing keys, confirmed and not revoked, made {@code signature} over {@code message}. */
    @Transactional(TxType.MANDATORY)
    public boolean signed(PartyId party, PartyKeyId id, Bytes message, Bytes signature) {
        return rows.ofParty(party.value()).stream()
                .filter(key -> key.id().equals(id))
                .filter(key -> key.use() == PartyKeyUse.SIGNING && key.state() == PartyKeyState.CONFIRMED)
                .anyMatch(key -> isSignedBy(key, message, signature));
    }

    /**
     * All keys the party ever registered, oldest first, with when each began and ceased to count: to check later what was
     * signed, or encrypted, while a key counted.
     */
    @Transactional(TxType.MANDATORY)
    public List<PartyKey> history(PartyId party) {
        return rows.ofParty(party.value());
    }

    /** The newest confirmed key for encryption of the party whose certificate is valid at {@code now}. */
    @Transactional(TxType.MANDATORY)
    public Optional<RecipientKey> recipient(PartyId party, Instant now) {
        return recipients(party, now).findFirst();
    }

    /** This key of the party, if it is still confirmed and its certificate is valid at {@code now}. */
    @Transactional(TxType.MANDATORY)
    public Optional<RecipientKey> recipient(PartyId party, PartyKeyId id, Instant now) {
        return recipients(party, now).filter(key -> key.id().equals(id)).findFirst();
    }

    /** Newest first. One is opened when it is asked for. */
    private Stream<RecipientKey> recipients(PartyId party, Instant now) {
        Instant moment = Timestamps.truncate(now);
        return rows.certified(party.value()).stream()
                .filter(row -> row.key().state() == PartyKeyState.CONFIRMED
                        && row.key().countedAt(moment))
                .flatMap(row -> certificates.opened(row).stream()
                        .map(certificate -> new RecipientKey(row.key().id(), certificate)));
    }

    private static boolean isSignedBy(PartyKey key, Bytes message, Bytes signature) {
        try {
            PartyKeyProof.verify(key.publicKey(), message, signature);
            return true;
        } catch (SignatureInvalidException e) {
            return false;
        }
    }
}
