package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.DisclosureName;
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
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TlogProof;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.time.StampedCheckpoint;
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
        List<StatementRow> rows = rows(stream, extent);
        // What is stamped is preferred as long as it covers everything; what is newer waits for the next time-stamps.
        Optional<StampedCheckpoint> stamped = time.stamped()
                .filter(known -> covers(known.checkpoint().checkpoint().size(), rows));
        SignedCheckpoint checkpoint = stamped.map(StampedCheckpoint::checkpoint).orElseGet(log::checkpoint);
        List<Bytes> times = stamped.map(StampedCheckpoint::tokens).orElse(List.of());
        long size = checkpoint.checkpoint().size();
        SubjectKeys keys = vault.keysOf(stream.keySubject());
        List<Receipt.Entry> entries = new ArrayList<>();
        for (StatementRow row : rows) {
            Optional<Long> index = log.indexOf(Digest.sha256(row.leafHash)).filter(at -> at < size);
            if (index.isEmpty()) {
                return Optional.empty();
            }
            TlogProof proof = log.proof(index.get(), checkpoint);
            List<Disclosure> shown = custody.disclosures(row, keys).stream()
                    .filter(disclosure -> disclosed.test(disclosure.name()))
                    .toList();
            entries.add(new Receipt.Entry(StreamReader.signed(row), shown, proof.text()));
        }
        return Optional.of(new Receipt(entries, head(stream, size), List.of(key.publicKey()), log.vkeys(), times));
    }

    private boolean covers(long size, List<StatementRow> rows) {
        return rows.stream()
                .allMatch(row -> log.indexOf(Digest.sha256(row.leafHash))
                        .filter(at -> at < size)
                        .isPresent());
    }

    private SignedHead head(StreamRef stream, long size) {
        return findHead(stream, size)
                .orElseThrow(() -> new IllegalStateException("a published statement has no published head"));
    }

    /** The newest statement of the stream that a checkpoint of {@code size} covers, signed as such. */
    Optional<SignedHead> findHead(StreamRef stream, long size) {
        List<StatementRow> rows = rows(stream, new Extent.Whole());
        for (int i = rows.size() - 1; i >= 0; i--) {
            StatementRow row = rows.get(i);
            if (log.indexOf(Digest.sha256(row.leafHash)).filter(at -> at < size).isPresent()) {
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
