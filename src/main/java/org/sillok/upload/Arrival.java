package org.sillok.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Randomness;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.storage.Draft;
import org.sillok.upload.core.Segment;
import org.sillok.vault.ObjectKey;
import org.sillok.vault.Vault;

/**
 * Takes the bytes of one request, cut into segments. Each is durable before it is recorded, and recorded only if nobody
 * else has become the writer. With a checksum nothing is recorded before the whole body is verified. Belongs to one
 * thread.
 */
final class Arrival {
    /** What an arrival works with. */
    record Means(
            UploadLedger ledger,
            SegmentStore store,
            Vault vault,
            Randomness randomness,
            Clock clock,
            UploadConfig config) {}

    private static final int BUFFER = 64 * 1024;

    private final Caller caller;
    private final Turn turn;
    private final Chunk chunk;
    private final Means means;
    private final ArrivingBytes source;
    private final @Nullable MessageDigest checksum;
    private final Instant begun;
    private final List<Segment> pending = new ArrayList<>();
    private long offset;
    private int number;

    Arrival(Caller caller, Turn turn, Chunk chunk, Means means) {
        this.caller = caller;
        this.turn = turn;
        this.chunk = chunk;
        this.means = means;
        this.begun = means.clock().instant();
        this.offset = turn.offset();
        this.number = turn.number();
        Long length = turn.length();
        long limit = length != null ? length : means.config().maxSize().asLongValue();
        this.source = new ArrivingBytes(chunk.body(), limit - turn.offset(), chunk.bodyLength());
        this.checksum =
                chunk.checksum() == null ? null : chunk.checksum().algorithm().begin();
    }

    /** Takes everything; returns why not, if so. What was recorded before stays. */
    Optional<Refusal> take() {
        byte[] buffer = new byte[BUFFER];
        try {
            for (Segment segment = cut(buffer); segment != null; segment = cut(buffer)) {
                pending.add(segment);
                Optional<Refusal> tooMany = UploadRules.tooManySegments((long) number + pending.size(), means.config());
                if (tooMany.isPresent()) {
                    return refused(tooMany.get());
                }
                if (checksum == null) {
                    Optional<Refusal> refusal = record();
                    if (refusal.isPresent()) {
                        return refusal;
                    }
                }
            }
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
        if (source.exceeds()) {
            return refused(tooLong());
        }
        return checksum == null ? Optional.empty() : recordVerified(checksum);
    }

    /** Up to where bytes were recorded. */
    long offset() {
        return offset;
    }

    /** The next segment, durable; null at the end of the body. */
    private @Nullable Segment cut(byte[] buffer) {
        int read = source.read(buffer, BUFFER);
        if (read < 0) {
            return null;
        }
        ObjectId object = ObjectId.fresh(means.randomness());
        ObjectKey key = means.vault().newObjectKey(turn.keys(), object);
        try (Draft draft = means.store().draft(object)) {
            long length = fill(buffer, read, means.vault().encrypt(key, draft.body()));
            draft.publish();
            return new Segment(object, length, key.wrapped());
        } catch (IOException e) {
            // The store's own failures have another type, and those of the line end the body.
            withdraw();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            withdraw();
            throw e;
        } finally {
            key.wipe();
        }
    }

    private long fill(byte[] buffer, int first, OutputStream sealed) throws IOException {
        long size = means.config().segmentSize().asLongValue();
        Instant until = means.clock().instant().plus(means.config().segmentTime());
        long length = 0;
        for (int read = first; read >= 0; read = source.read(buffer, (int) Math.min(BUFFER, size - length))) {
            sealed.write(buffer, 0, read);
            turn.digest().update(buffer, 0, read);
            if (checksum != null) {
                checksum.update(buffer, 0, read);
            }
            length += read;
            if (length >= size || !means.clock().instant().isBefore(until)) {
                break;
            }
        }
        sealed.close();
        return length;
    }

    private Optional<Refusal> recordVerified(MessageDigest computed) {
        if (source.isBroken()) {
            return refused(Refusal.of(ProblemCode.TRUNCATED_BODY));
        }
        if (chunk.checksum() == null || !chunk.checksum().matches(computed)) {
            return refused(Refusal.of(ProblemCode.UPLOAD_CHECKSUM_MISMATCH));
        }
        Duration most = means.config().leftoverAge().dividedBy(2);
        if (Duration.between(begun, means.clock().instant()).compareTo(most) > 0) {
            return refused(Refusal.of(ProblemCode.DEPOSIT_TOO_SLOW));
        }
        return pending.isEmpty() ? Optional.empty() : record();
    }

    private Optional<Refusal> record() {
        if (source.exceeds()) {
            return refused(tooLong());
        }
        long until = offset + pending.stream().mapToLong(Segment::length).sum();
        Optional<Refusal> otherWhole = UploadRules.otherWhole(turn, until);
        if (otherWhole.isPresent()) {
            return refused(otherWhole.get());
        }
        // If this throws, nobody knows whether it was recorded: the objects are left to the sweep, which asks.
        if (!means.ledger().append(caller, turn, offset, number, pending)) {
            return refused(new Refusal(
                    ProblemCode.UPLOAD_OFFSET_CONFLICT, "Another request has gone on with this upload meanwhile."));
        }
        offset = until;
        number += pending.size();
        pending.clear();
        return Optional.empty();
    }

    private Optional<Refusal> refused(Refusal refusal) {
        withdraw();
        return Optional.of(refusal);
    }

    private void withdraw() {
        means.store().discard(pending.stream().map(Segment::object).toList());
        pending.clear();
    }

    private Refusal tooLong() {
        return new Refusal(ProblemCode.PAYLOAD_TOO_LARGE, "The body is longer than what the upload still lacks.");
    }
}
