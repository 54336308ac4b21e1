package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Remark;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.identity.Caller;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.source.Sources;
import org.sillok.source.core.SourceKind;
import org.sillok.terms.ConsentState;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Takes consents back as part of something larger, of any owners. Joins a transaction in the system's scope: whoever calls
 * has checked who asks. It is never refused, and it never permits more.
 */
@ApplicationScoped
public class TakingBack {
    private final ConsentRows rows;
    private final ConsentWriter writer;
    private final Instruments instruments;
    private final Sources sources;
    private final Vault vault;

    TakingBack(ConsentRows rows, ConsentWriter writer, Instruments instruments, Sources sources, Vault vault) {
        this.rows = rows;
        this.writer = writer;
        this.instruments = instruments;
        this.sources = sources;
        this.vault = vault;
    }

    /** Whose consent it is; empty if there is none. */
    @Transactional(TxType.MANDATORY)
    public Optional<PartyId> owner(ConsentId consent) {
        return rows.findByIdOptional(consent.value()).map(row -> new PartyId(row.ownerParty));
    }

    /** The consents of a source, in the order of their ids. */
    @Transactional(TxType.MANDATORY)
    public List<ConsentId> ofSource(SourceId source) {
        return rows.ofSource(source.value()).stream().map(ConsentId::new).toList();
    }

    /**
     * Holds these consents, in the order of their ids, until the transaction ends: who decides with one of them, or binds to
     * one, is waited for or waits.
     */
    @Transactional(TxType.MANDATORY)
    public void hold(Collection<ConsentId> consents) {
        if (!consents.isEmpty()) {
            rows.take(consents.stream().map(ConsentId::value).toList());
        }
    }

    /** Whether one of these consents, which are held, permits something now, its time apart. */
    @Transactional(TxType.MANDATORY)
    public boolean permitsAny(Collection<ConsentId> consents) {
        Set<String> ids = consents.stream().map(ConsentId::value).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return false;
        }
        Set<String> permitting = instruments.standings(ids).entrySet().stream()
                .filter(one -> one.getValue().permits())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        // One whose key is gone forbids everything, whatever its last event says.
        return !permitting.isEmpty()
                && vault.keysOf(permitting).values().stream().anyMatch(keys -> keys.holds(KeyUse.CONTENT));
    }

    /**
     * Records that a consent, which is held, is taken back.
     *
     * @param by who said so; null if it was nobody who could give it anew
     * @return the number of the event; empty if the consent's key is gone: then it forbids everything already
     */
    @Transactional(TxType.MANDATORY)
    public OptionalInt record(
            Caller caller, ConsentId consent, @Nullable ExpressedBy by, Instant saidAt, Remark remark) {
        Optional<ConsentRow> found = rows.fresh(consent.value());
        SubjectKeys keys = vault.keysOf(consent.value());
        if (found.isEmpty() || !keys.holds(KeyUse.CONTENT)) {
            return OptionalInt.empty();
        }
        ConsentRow row = found.get();
        return OptionalInt.of(writer.addEvent(
                caller,
                row,
                keys,
                writer.standing(row),
                new NewEvent(
                        by == ExpressedBy.SELF ? ConsentState.WITHDRAWN : ConsentState.REVOKED_BY_OTHER,
                        speaker(row, by),
                        saidAt,
                        remark),
                current(row, keys),
                null,
                null));
    }

    /** An organisation speaks through somebody: only so can it give its consent anew. */
    private @Nullable ExpressedBy speaker(ConsentRow row, @Nullable ExpressedBy by) {
        SourceId source = new SourceId(row.source);
        return by == ExpressedBy.SELF && sources.kinds(Set.of(source)).get(source) == SourceKind.ORGANISATION
                ? ExpressedBy.ORG_REP
                : by;
    }

    /** The version that was in force last; null if there is none or it cannot be read, which must not stop anybody. */
    private ConsentWriter.@Nullable Version current(ConsentRow row, SubjectKeys keys) {
        Integer number = writer.standing(row).version();
        return number == null
                        || rows.version(row.id, number)
                                .flatMap(version -> instruments.read(keys, version))
                                .isEmpty()
                ? null
                : writer.version(row, keys, number);
    }
}
