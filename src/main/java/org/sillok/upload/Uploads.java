package org.sillok.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.RunningSha256;
import org.sillok.custody.StatementKey;
import org.sillok.identity.Caller;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.UploadId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.upload.core.Attestation;
import org.sillok.upload.core.Concatenation;
import org.sillok.vault.Vault;

/**
 * Uploads of the caller's organisation. Bytes become durable as objects first and count once a transaction has recorded
 * them; whatever breaks in between, the recorded offset is the truth, for every client and every replica.
 */
@ApplicationScoped
public class Uploads {
    private static final int BUFFER = 64 * 1024;

    private final UploadBeginnings beginnings;
    private final UploadLedger ledger;
    private final SegmentStore store;
    private final FinishedUploads finished;
    private final StatementKey key;
    private final Clock clock;
    private final UploadConfig config;
    private final Arrival.Means means;

    Uploads(
            UploadBeginnings beginnings,
            UploadLedger ledger,
            SegmentStore store,
            FinishedUploads finished,
            Vault vault,
            StatementKey key,
            Randomness randomness,
            Clock clock,
            UploadConfig config) {
        this.beginnings = beginnings;
        this.ledger = ledger;
        this.store = store;
        this.finished = finished;
        this.key = key;
        this.clock = clock;
        this.config = config;
        this.means = new Arrival.Means(ledger, store, vault, randomness, clock, config);
    }

    /** Most bytes of one upload. */
    public long maxSize() {
        return config.maxSize().asLongValue();
    }

    /** Begins an upload, or puts one together; {@code alongside} becomes durable with it or not at all. */
    public Outcome<UploadId> create(Caller caller, NewUpload wanted, Consumer<String> alongside) {
        Long length = wanted.length();
        Optional<Refusal> refusal = UploadRules.unusable(wanted.metadata())
                .or(() -> length == null ? Optional.empty() : UploadRules.tooLarge(length, config))
                .or(() -> length == null || length > 0
                        ? Optional.empty()
                        : UploadRules.otherWhole(RunningSha256.begin(), wanted.announced()));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        return wanted.concatenation() instanceof Concatenation.Final whole
                ? join(caller, wanted, whole.parts(), alongside)
                : beginnings.create(caller, wanted, alongside);
    }

    private Outcome<UploadId> join(Caller caller, NewUpload wanted, List<UploadId> parts, Consumer<String> alongside) {
        Outcome<List<UploadLedger.Contents>> found = ledger.contents(caller, parts);
        if (!(found instanceof Outcome.Done<List<UploadLedger.Contents>> contents)) {
            return found.map(nothing -> parts.get(0));
        }
        if (!contents.value().stream()
                .allMatch(part -> part.upload().concatenation() instanceof Concatenation.Partial)) {
            return Outcome.refused(
                    ProblemCode.INVALID_HEADER, "Upload-Concat names an upload that was not begun as partial.");
        }
        // No sum overflows: each length is at most the largest upload, and there are at most a thousand.
        Optional<Refusal> tooLarge = UploadRules.tooLarge(
                contents.value().stream()
                        .mapToLong(part -> part.upload().offset())
                        .sum(),
                config);
        if (tooLarge.isPresent()) {
            return Outcome.refused(tooLarge.get());
        }
        RunningSha256 digest = RunningSha256.begin();
        for (UploadLedger.Contents part : contents.value()) {
            Outcome<UploadId> read = finished.reading(caller, part.upload().id(), () -> {
                try (InputStream bytes = store.read(part.keys(), part.segments())) {
                    byte[] buffer = new byte[BUFFER];
                    for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                        digest.update(buffer, 0, count);
                    }
                    return Outcome.done(part.upload().id());
                }
            });
            if (read instanceof Outcome.Refused<UploadId>) {
                return read;
            }
        }
        Optional<Refusal> otherWhole = UploadRules.otherWhole(digest, wanted.announced());
        return otherWhole.isPresent()
                ? Outcome.refused(otherWhole.get())
                : beginnings.join(caller, wanted, parts, digest, alongside);
    }

    /** Takes bytes; what was recorded before something went wrong stays. */
    public Outcome<Upload> append(Caller caller, String id, Chunk chunk) {
        return append(caller, id, chunk, false);
    }

    /**
     * Takes the bytes that came with a creation of which nobody hears if they are refused. The upload is given up then,
     * unless somebody has found it in the list meanwhile and gone on with it.
     */
    public Outcome<Upload> appendOrGiveUp(Caller caller, String id, Chunk chunk) {
        return append(caller, id, chunk, true);
    }

    private Outcome<Upload> append(Caller caller, String id, Chunk chunk, boolean orGiveUp) {
        Outcome<Turn> begun = ledger.begin(caller, id, chunk.offset(), chunk.uploadLength());
        if (!(begun instanceof Outcome.Done<Turn> turn)) {
            return Outcome.refused(((Outcome.Refused<Turn>) begun).refusal());
        }
        Arrival arrival = new Arrival(caller, turn.value(), chunk, means);
        Optional<Refusal> refusal = tooMuch(turn.value(), chunk).or(arrival::take);
        if (refusal.isEmpty()) {
            return ledger.find(caller, id, false);
        }
        if (orGiveUp) {
            store.discard(ledger.giveUp(caller, turn.value(), arrival.offset()));
        }
        return Outcome.refused(refusal.get());
    }

    private Optional<Refusal> tooMuch(Turn turn, Chunk chunk) {
        Long announced = chunk.bodyLength();
        long limit = turn.length() == null ? maxSize() : turn.length();
        return announced != null && announced > limit - turn.offset()
                ? Optional.of(new Refusal(
                        ProblemCode.PAYLOAD_TOO_LARGE, "The body is longer than what the upload still lacks."))
                : Optional.empty();
    }

    /** Where an upload is, for a client that goes on with it; nothing is recorded about that. */
    public Outcome<Upload> status(Caller caller, String id) {
        return ledger.find(caller, id, false);
    }

    /** Shows an upload to somebody. */
    public Outcome<Upload> get(Caller caller, String id) {
        return ledger.find(caller, id, true);
    }

    /** The organisation's uploads, oldest first. */
    public Outcome<Slice<Upload>> list(Caller caller, @Nullable Position after, int limit) {
        return ledger.list(caller, after, limit);
    }

    /** Gives an upload up. */
    public Outcome<UploadId> terminate(Caller caller, String id) {
        Outcome<Set<ObjectId>> objects = ledger.terminate(caller, id);
        if (objects instanceof Outcome.Done<Set<ObjectId>> done) {
            store.discard(done.value());
        }
        return objects.map(done -> new UploadId(id));
    }

    /** Says and signs what has arrived. */
    public Attestation attest(Upload upload) {
        return Attestation.sign(
                upload.id(),
                upload.offset(),
                upload.length() == null ? OptionalLong.empty() : OptionalLong.of(upload.length()),
                upload.sha256(),
                clock.instant(),
                key.signer());
    }
}
