package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Position;
import org.sillok.custody.core.Statement;
import org.sillok.custody.core.StatementBuilder;
import org.sillok.custody.db.StatementRow;
import org.sillok.custody.db.StreamHeads;
import org.sillok.custody.db.StreamRow;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.StreamId;
import org.sillok.kernel.Timestamps;
import org.sillok.log.LogEntry;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Writes custody statements. A statement, its sealed disclosures and its outbox row become durable with the event that
 * they record, in the caller's transaction, or not at all. The stream's row is locked until that transaction ends, so
 * a stream has one next statement.
 */
@ApplicationScoped
public class Custody {
    /** Events that begin a stream: there is no head to wait for. */
    private static final Set<EventType> FIRST = Set.of(EventType.DEPOSITED, EventType.SOURCE_REGISTERED);

    private final StreamHeads streams;
    private final Vault vault;
    private final TransparencyLog log;
    private final StatementKey key;
    private final Randomness randomness;
    private final Clock clock;

    Custody(
            StreamHeads streams,
            Vault vault,
            TransparencyLog log,
            StatementKey key,
            Randomness randomness,
            Clock clock) {
        this.streams = streams;
        this.vault = vault;
        this.log = log;
        this.key = key;
        this.randomness = randomness;
        this.clock = clock;
    }

    /** Appends with the subject's stored keys, which are made if there are none. */
    @Transactional(TxType.MANDATORY)
    public Recorded append(StreamRef stream, EventType type, @Nullable Actor actor, List<Fact> facts) {
        return append(stream, vault.keysOfOrNew(stream.keySubject()), type, actor, facts, List.of());
    }

    /**
     * Appends one statement.
     *
     * @param keys the keys of the stream's key subject
     * @param actor who acts, or null for what the service does on its own
     * @param facts what the statement says besides stream, type, time, actor, party and signer
     * @param ciphertexts SHA-256 of each stored ciphertext, in the order of the files' numbers
     */
    @Transactional(TxType.MANDATORY)
    public Recorded append(
            StreamRef stream,
            SubjectKeys keys,
            EventType type,
            @Nullable Actor actor,
            List<Fact> facts,
            List<Digest> ciphertexts) {
        if (type.stream() != stream.kind()) {
            throw new IllegalArgumentException(type + " does not belong to a stream of kind " + stream.kind());
        }
        StreamRow fresh = new StreamRow(
                StreamId.fresh(randomness).value(),
                stream.kind().name(),
                stream.subject(),
                stream.owner().value());
        boolean isFirst = FIRST.contains(type);
        StreamRow row = isFirst ? fresh : streams.lock(fresh);
        Instant now = Timestamps.truncate(clock.instant());
        StreamId id = new StreamId(row.id);
        StatementBuilder.Built built = build(row, id, type, actor, now, facts, ciphertexts);
        Statement statement = built.statement();
        byte[] bytes = statement.bytes().toArray();
        byte[] signature = key.signer().sign(bytes);
        SealedDisclosures sealed = SealedDisclosures.seal(vault, keys, id, statement.seq(), built.disclosures());
        byte[] leaf = HashedRekordLeaf.of(
                statement.digest(), signature, key.signer().publicKey().spki());
        Digest leafHash =
                log.append(new LogEntry(leaf, CustodyRecord.write(id, bytes, signature, stream.keySubject(), sealed)));
        row.nextSeq = statement.seq() + 1;
        row.headDigest = statement.digest().toArray();
        StatementRow stated = row(stream, id, statement, bytes, signature, leafHash, sealed, now);
        if (isFirst) {
            streams.begin(row, stated);
        } else {
            streams.move(row, stated);
        }
        return new Recorded(id, statement.seq(), statement.digest(), leafHash);
    }

    private StatementBuilder.Built build(
            StreamRow row,
            StreamId id,
            EventType type,
            @Nullable Actor actor,
            Instant now,
            List<Fact> facts,
            List<Digest> ciphertexts) {
        byte[] head = row.headDigest;
        Position position = head == null
                ? Position.first(log.origin())
                : Position.after(Digest.sha256(head), log.origin(), row.nextSeq);
        List<Fact> all = new ArrayList<>(facts);
        all.add(Fact.stream(id));
        all.add(Fact.type(type));
        all.add(Fact.time(now));
        all.add(Fact.signedByService());
        if (actor == null) {
            all.add(Fact.actorService());
        } else {
            all.add(Fact.actor(actor.user()));
            all.add(Fact.of(Field.PARTY, actor.party().value()));
        }
        return StatementBuilder.build(
                position, key.id(), all, ciphertexts, randomness.bytes(StatementBuilder.randomBytesNeeded(all.size())));
    }

    private static StatementRow row(
            StreamRef stream,
            StreamId id,
            Statement statement,
            byte[] bytes,
            byte[] signature,
            Digest leafHash,
            SealedDisclosures sealed,
            Instant now) {
        StatementRow row = new StatementRow();
        row.key = new StatementRow.Key(id.value(), statement.seq());
        row.digest = statement.digest().toArray();
        row.ownerParty = stream.owner().value();
        row.keySubject = stream.keySubject();
        row.bytes = bytes;
        row.signature = signature;
        row.leafHash = leafHash.toArray();
        row.content = array(sealed.content());
        row.accountability = array(sealed.accountability());
        row.recordedAt = now;
        return row;
    }

    private static byte @Nullable [] array(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toArray();
    }

    /** Opens the disclosures of a stored statement: those whose key still exists. */
    List<Disclosure> disclosures(StatementRow row, SubjectKeys keys) {
        return SealedDisclosures.of(row.content, row.accountability)
                .open(vault, keys, new StreamId(row.key.stream()), row.key.seq());
    }
}
