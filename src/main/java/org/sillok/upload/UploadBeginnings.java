package org.sillok.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.RunningSha256;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UploadId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.upload.core.About;
import org.sillok.upload.core.Concatenation;
import org.sillok.upload.db.UploadRow;
import org.sillok.upload.db.UploadRows;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** The transactions that make uploads. */
@ApplicationScoped
class UploadBeginnings {
    private final UploadRows rows;
    private final UploadSeals seals;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;
    private final UploadConfig config;

    UploadBeginnings(
            UploadRows rows,
            UploadSeals seals,
            Vault vault,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness,
            UploadConfig config) {
        this.rows = rows;
        this.seals = seals;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
        this.config = config;
    }

    /** Begins an upload; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    Outcome<UploadId> create(Caller caller, NewUpload wanted, Consumer<String> alongside) {
        scope.enter(caller);
        Optional<Refusal> refusal = mayCreate(caller);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        UploadRow.Part part =
                wanted.concatenation() instanceof Concatenation.Partial ? UploadRow.Part.PARTIAL : UploadRow.Part.WHOLE;
        return Outcome.done(insert(
                caller,
                part,
                new About(wanted.metadata(), wanted.announced(), List.of()),
                wanted.length(),
                List.of(),
                RunningSha256.begin(),
                alongside));
    }

    /** Puts finished partial uploads together; their bytes are shared. */
    @Transactional
    Outcome<UploadId> join(
            Caller caller, NewUpload wanted, List<UploadId> parts, RunningSha256 digest, Consumer<String> alongside) {
        scope.enter(caller);
        Optional<Refusal> refusal = mayCreate(caller);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        // Locked: nobody deletes a part between the look and the copy.
        List<UploadRow> present = rows.lock(parts, caller.party().value(), clock.instant());
        if (present.size() < parts.size()) {
            return Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
        }
        return Outcome.done(insert(
                caller,
                UploadRow.Part.FINAL,
                new About(wanted.metadata(), wanted.announced(), parts),
                present.stream().mapToLong(UploadRow::position).sum(),
                present,
                digest,
                alongside));
    }

    private Optional<Refusal> mayCreate(Caller caller) {
        if (!caller.has(Role.CONTRIBUTOR)) {
            accessLog.denied(caller.actor(), "CREATE_UPLOAD", "");
            return Optional.of(Refusal.of(ProblemCode.FORBIDDEN));
        }
        return rows.count(caller.party().value(), clock.instant()) < config.maxOpen()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemCode.TOO_MANY_UPLOADS,
                        "An organisation has at most " + config.maxOpen() + " uploads at a time."));
    }

    private UploadId insert(
            Caller caller,
            UploadRow.Part part,
            About about,
            @Nullable Long length,
            List<UploadRow> parts,
            RunningSha256 digest,
            Consumer<String> alongside) {
        UploadId id = UploadId.fresh(randomness);
        SubjectKeys keys = vault.keysOfOrNew(caller.party().value());
        Instant now = Timestamps.truncate(clock.instant());
        rows.insert(new UploadRow(
                id,
                caller.party().value(),
                part,
                length,
                parts.stream().mapToLong(UploadRow::position).sum(),
                parts.stream().mapToInt(UploadRow::segments).sum(),
                Ids.fresh(Turn.WRITER, randomness),
                seals.seal(keys, id, about),
                seals.seal(keys, id, digest),
                now,
                now.plus(config.expiry())));
        rows.copySegments(id, about.parts());
        alongside.accept(id.value());
        return id;
    }
}
