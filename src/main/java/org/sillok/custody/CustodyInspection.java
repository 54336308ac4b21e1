package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.StreamKind;
import org.sillok.custody.db.StatementRow;
import org.sillok.custody.db.StoredStatements;
import org.sillok.custody.db.StreamRow;
import org.sillok.json.JsonException;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Shows streams and statements exactly as they are stored, for whoever checks them. Joins the caller's transaction,
 * which is scoped to the whole system. Nothing returned here has been verified.
 */
@ApplicationScoped
public class CustodyInspection {
    private final StoredStatements rows;
    private final Vault vault;

    CustodyInspection(StoredStatements rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /** At most {@code limit} statements in the order of stream and number, after {@code last} or from the first. */
    @Transactional(TxType.MANDATORY)
    public List<StoredStatement> after(@Nullable StoredStatement last, int limit) {
        List<StatementRow> page =
                last == null ? rows.after("", -1, limit) : rows.after(last.stream(), last.seq(), limit);
        return page.stream().map(CustodyInspection::stored).toList();
    }

    /** At most {@code limit} statements of one stream, in the order of their numbers from {@code first}. */
    @Transactional(TxType.MANDATORY)
    public List<StoredStatement> ofStream(String stream, long first, int limit) {
        return rows.after(stream, first - 1, limit).stream()
                .filter(row -> row.key.stream().equals(stream))
                .map(CustodyInspection::stored)
                .toList();
    }

    /** The statements whose rows name these leaves. */
    @Transactional(TxType.MANDATORY)
    public List<StoredStatement> ofLeaves(Collection<Digest> leafHashes) {
        return rows.ofLeaves(leafHashes.stream().map(Digest::toArray).toList()).stream()
                .map(CustodyInspection::stored)
                .toList();
    }

    /** The rows of these streams. */
    @Transactional(TxType.MANDATORY)
    public List<StoredStream> streams(Collection<String> ids) {
        return rows.streams(ids).stream().map(CustodyInspection::stored).toList();
    }

    /** At most {@code limit} streams in the order of their ids, after {@code last} or from the first. */
    @Transactional(TxType.MANDATORY)
    public List<StoredStream> streamsAfter(@Nullable StoredStream last, int limit) {
        return rows.streamsAfter(last == null ? "" : last.id(), limit).stream()
                .map(CustodyInspection::stored)
                .toList();
    }

    /** The streams that are said to be about these things. */
    @Transactional(TxType.MANDATORY)
    public List<StoredStream> streamsOf(StreamKind kind, Collection<String> subjects) {
        return rows.streamsOf(kind.name(), subjects).stream()
                .map(CustodyInspection::stored)
                .toList();
    }

    /** Those of these streams that have any statement. */
    @Transactional(TxType.MANDATORY)
    public Set<String> streamsWithStatements(Collection<String> ids) {
        return Set.copyOf(rows.streamsWithStatements(ids));
    }

    @Transactional(TxType.MANDATORY)
    public long statements() {
        return rows.count();
    }

    /**
     * Opens the sealed disclosures of one kind.
     *
     * @param stream the stream and {@code seq} the number within it that the statement is said to have
     */
    public OpenedDisclosures open(KeptStatement kept, Confidentiality kind, String stream, long seq, SubjectKeys keys) {
        Optional<Bytes> sealed = kept.sealed(kind);
        if (sealed.isEmpty()) {
            return new OpenedDisclosures.Opened(List.of());
        }
        KeyUse use = SealedDisclosures.use(kind);
        if (!keys.holds(use)) {
            return new OpenedDisclosures.NoKey();
        }
        try {
            byte[] json = vault.open(
                    keys,
                    use,
                    SealedDisclosures.context(stream, seq),
                    sealed.get().toArray());
            List<Disclosure> disclosures = new ArrayList<>();
            for (String text : StrictJson.parse(json).asArray().texts()) {
                disclosures.add(Disclosure.parse(text));
            }
            return new OpenedDisclosures.Opened(disclosures);
        } catch (SealBrokenException | JsonException | CustodyFormatException e) {
            return new OpenedDisclosures.Broken();
        }
    }

    /** Reads a record that was written beside the log; empty if it is not one. */
    public Optional<KeptStatement> record(Bytes record) {
        return CustodyRecord.parse(record.toArray()).map(CustodyRecord.Parsed::kept);
    }

    private static StoredStatement stored(StatementRow row) {
        return new StoredStatement(
                row.key.stream(),
                row.key.seq(),
                Bytes.of(row.digest),
                row.ownerParty,
                new KeptStatement(
                        Bytes.of(row.bytes),
                        Bytes.of(row.signature),
                        row.keySubject,
                        bytes(row.content),
                        bytes(row.accountability)),
                Digest.sha256(row.leafHash),
                row.recordedAt);
    }

    private static StoredStream stored(StreamRow row) {
        return new StoredStream(row.id, row.kind, row.subject, row.ownerParty, row.nextSeq, bytes(row.headDigest));
    }

    private static @Nullable Bytes bytes(byte @Nullable [] bytes) {
        return bytes == null ? null : Bytes.of(bytes);
    }
}
