package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Head;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.SignedHead;
import org.sillok.custody.db.StatementRow;
import org.sillok.custody.db.Streams;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.StreamId;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TlogProof;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.time.TrustedTime;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Makes receipts. The caller has decided who may have one and has recorded it; the transaction is scoped to the
 * stream's owner.
 */
@ApplicationScoped
public class Receipts {
    private final Streams streams;
    private final Custody custody;
    private final Vault vault;
    private final TransparencyLog log;
    private final TrustedTime time;
    private final StatementKey key;
    private final Randomness randomness;

    Receipts(
            Streams streams,
            Custody custody,
            Vault vault,
            TransparencyLog log,
            TrustedTime time,
            StatementKey key,
            Randomness randomness) {
        this.streams = streams;
        this.custody = custody;
        this.vault = vault;
        this.log = log;
        this.time = time;
        this.key = key;
        this.randomness = randomness;
    }

    /** Which part of a stream: all of it, or the one statement with a digest. */
    public sealed interface Extent {
        record Whole() implements Extent {}

        record One(Digest statement) implements Extent {}
    }

    /** A checkpoint of this log with the time-stamps over it, if it has any. */
    public record Pinned(SignedCheckpoint checkpoint, List<Bytes> times) {
        public Pinned {
            times = List.copyOf(times);
        }
    }

    /** The leaf hash that must be published before a receipt can be made, or empty if there is no such statement. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Digest> last(StreamRef stream, Extent extent) {
        List<StatementRow> rows = rows(stream, extent);
        return rows.isEmpty() ? Optional.empty() : Optional.of(Digest.sha256(rows.get(rows.size() - 1).leafHash));
    }

    /** A statement's place, if it is in the stream. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Recorded> recorded(StreamRef stream, Digest statement) {
        return rows(stream, new Extent.One(statement)).stream()
                .map(row -> new Recorded(
                        new StreamId(row.key.stream()), row.key.seq(), statement, Digest.sha256(row.leafHash)))
                .findFirst();
    }

    /**
     * Waits, outside of any transaction, until a published checkpoint covers a leaf, and then makes something of it.
     *
     * @return {@link ProblemCode#RECEIPT_NOT_READY} if the waiting ended before
     */
    public <T> Outcome<T> oncePublished(Digest leafHash, Duration atMost, Supplier<Outcome<T>> made) {
        return log.indexOf(leafHash)
                .or(() -> log.awaitIndex(leafHash, atMost))
                .flatMap(index -> log.awaitPublished(index, atMost))
                .map(checkpoint -> made.get())
                .orElseGet(Receipts::notReady);
    }

    /** The answer about a statement that no published checkpoint covers. */
    public static <T> Outcome<T> notReady() {
        return Outcome.refused(
                ProblemCode.RECEIPT_NOT_READY, "The statement is recorded and not yet under a signed checkpoint.");
    }

    /**
     * The receipt over statements that are all published, with time-stamps if a stamped checkpoint covers them all.
     *
     * @param disclosed which disclosures to show; the others stay salted digests
     * @return empty if a statement is not covered by the newest checkpoint yet
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Receipt> make(StreamRef stream, Extent extent, Predicate<DisclosureName> disclosed) {
        return make(stream, extent, (type, name) -> disclosed.test(name));
    }

    /** Which disclosures of which statements are shown. */
    public interface Shown {
        /** {@code type} is null if nobody can say any more what the statement records. */
        boolean shows(@Nullable EventType type, DisclosureName name);
    }

    /** The same, where it depends on what a statement records. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Receipt> make(StreamRef stream, Extent extent, Shown disclosed) {
        List<StatementRow> rows = rows(stream, extent);
        Map<Digest, Long> indices = indices(rows);
        // What is stamped is preferred as long as it covers everything; what is newer waits for the next time-stamps.
        Pinned pinned = time.stamped()
                .filter(known -> covers(known.checkpoint().checkpoint().size(), indices, rows))
                .map(known -> new Pinned(known.checkpoint(), known.tokens()))
                .orElseGet(() -> new Pinned(log.checkpoint(), List.of()));
        return make(stream, rows, indices, pinned, disclosed);
    }

    private Optional<Receipt> make(
            StreamRef stream, List<StatementRow> rows, Map<Digest, Long> indices, Pinned pinned, Shown disclosed) {
        SignedCheckpoint checkpoint = pinned.checkpoint();
        List<Bytes> times = pinned.times();
        long size = checkpoint.checkpoint().size();
        SubjectKeys keys = vault.keysOf(stream.keySubject());
        List<Receipt.Entry> entries = new ArrayList<>();
        for (StatementRow row : rows) {
            if (!covers(size, indices, row)) {
                return Optional.empty();
            }
            TlogProof proof = log.proof(Objects.requireNonNull(indices.get(Digest.sha256(row.leafHash))), checkpoint);
            entries.add(entry(row, keys, proof, disclosed));
        }
        return Optional.of(new Receipt(entries, head(stream, size), List.of(key.publicKey()), log.vkeys(), times));
    }

    /** One statement with its proof and what is shown of it. */
    Receipt.Entry entry(StatementRow row, SubjectKeys keys, TlogProof proof, Shown disclosed) {
        List<Disclosure> all = custody.disclosures(row, keys);
        EventType type = StreamFacts.value(all, Field.TYPE)
                .map(value -> EventType.valueOf(value.asText()))
                .orElse(null);
        List<Disclosure> shown = all.stream()
                .filter(disclosure -> disclosed.shows(type, disclosure.name()))
                .toList();
        return new Receipt.Entry(StreamReader.signed(row), shown, proof.text());
    }

    /** The leaf hash of each of these statements that exists: one query. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Digest, Digest> leafHashes(Collection<Digest> statements) {
        Map<Digest, Digest> leaves = new HashMap<>();
        streams.withDigests(statements.stream().map(Digest::toArray).toList())
                .forEach(row -> leaves.put(Digest.sha256(row.digest), Digest.sha256(row.leafHash)));
        return leaves;
    }

    /** The highest index among these leaves, waited for outside of any transaction; empty if the waiting ended before. */
    public Optional<Long> lastIndex(Set<Digest> leafHashes, Duration atMost) {
        Map<Digest, Long> indices = log.indices(leafHashes);
        long last = -1;
        for (Digest leaf : leafHashes) {
            Long known = indices.get(leaf);
            Optional<Long> index = known == null ? log.awaitIndex(leaf, atMost) : Optional.of(known);
            if (index.isEmpty()) {
                return Optional.empty();
            }
            last = Math.max(last, index.get());
        }
        return Optional.of(last);
    }

    /**
     * Waits, outside of any transaction, for a published checkpoint that covers {@code index}, and chooses it, or the newest
     * stamped one if that covers it as well; empty if the waiting ended before.
     */
    public Optional<Pinned> pin(long index, Duration atMost) {
        return log.awaitPublished(index, atMost)
                .map(published -> time.stamped()
                        .filter(known -> index < known.checkpoint().checkpoint().size())
                        .map(known -> new Pinned(known.checkpoint(), known.tokens()))
                        .orElseGet(() -> new Pinned(published, List.of())));
    }

    /**
     * A checkpoint that was chosen and kept.
     *
     * @throws IllegalStateException if it is not signed as this log's policy demands: it was altered in storage
     */
    public Pinned pinned(Bytes note, List<Bytes> times) {
        try {
            return new Pinned(SignedCheckpoint.verify(note, log.policy()), times);
        } catch (InvalidNoteException e) {
            throw new IllegalStateException("what was kept is no checkpoint of this log", e);
        }
    }

    /** Where the statements are in the log, as far as they are: one query. */
    Map<Digest, Long> indices(List<StatementRow> rows) {
        return log.indices(rows.stream().map(row -> Digest.sha256(row.leafHash)).collect(Collectors.toSet()));
    }

    private static boolean covers(long size, Map<Digest, Long> indices, List<StatementRow> rows) {
        return rows.stream().allMatch(row -> covers(size, indices, row));
    }

    static boolean covers(long size, Map<Digest, Long> indices, StatementRow row) {
        Long index = indices.get(Digest.sha256(row.leafHash));
        return index != null && index < size;
    }

    private SignedHead head(StreamRef stream, long size) {
        return findHead(stream, size)
                .orElseThrow(() -> new IllegalStateException("a published statement has no published head"));
    }

    /** The newest statement of the stream that a checkpoint of {@code size} covers, signed as such. */
    Optional<SignedHead> findHead(StreamRef stream, long size) {
        List<StatementRow> rows = rows(stream, new Extent.Whole());
        return findHead(rows, indices(rows), size);
    }

    /** The same of rows at hand, oldest first. */
    Optional<SignedHead> findHead(List<StatementRow> rows, Map<Digest, Long> indices, long size) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            StatementRow row = rows.get(i);
            if (covers(size, indices, row)) {
                return Optional.of(SignedHead.sign(
                        Head.of(
                                new StreamId(row.key.stream()),
                                randomness.bytes(Head.SALT_LENGTH),
                                StreamReader.signed(row).statement(),
                                size),
                        key.signer()));
            }
        }
        return Optional.empty();
    }

    private List<StatementRow> rows(StreamRef stream, Extent extent) {
        List<StatementRow> rows = streams.of(stream.kind().name(), stream.subject())
                .map(row -> streams.statements(row.id))
                .orElse(List.of());
        if (extent instanceof Extent.One one) {
            return rows.stream()
                    .filter(row -> Digest.sha256(row.digest).equals(one.statement()))
                    .toList();
        }
        return rows;
    }
}
