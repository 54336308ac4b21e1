package org.sillok.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UploadId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.upload.core.Segment;
import org.sillok.upload.db.UploadRow;
import org.sillok.upload.db.UploadRows;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * The transactions of uploads that exist, each short: no bytes are read or written while one is open.
 * {@link UploadBeginnings} has those that make them, {@link AllUploads} those over all organisations.
 */
@ApplicationScoped
class UploadLedger {
    private static final String TERMINATE = "TERMINATE_UPLOAD";

    private final UploadRows rows;
    private final UploadSeals seals;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;
    private final UploadConfig config;

    UploadLedger(
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

    /** A finished upload and where its bytes are. */
    record Contents(Upload upload, List<Segment> segments, SubjectKeys keys) {}

    /**
     * Where an upload is.
     *
     * @param look whether this is somebody looking, which is recorded, or a client that goes on with its own work
     */
    @Transactional
    Outcome<Upload> find(Caller caller, String id, boolean look) {
        scope.enter(caller);
        Optional<UploadRow> row = own(caller, id);
        if (row.isEmpty()) {
            return Outcome.refused(denial(caller, "VIEW_UPLOAD", id));
        }
        if (look) {
            accessLog.viewed(caller.actor(), id);
        }
        return Outcome.done(seals.open(keys(caller), row.get()));
    }

    @Transactional
    Outcome<Slice<Upload>> list(Caller caller, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!caller.has(Role.CONTRIBUTOR)) {
            return Outcome.refused(denial(caller, "LIST_UPLOADS", ""));
        }
        Slice<UploadRow> page = Slice.cut(rows.page(caller.party().value(), clock.instant(), after, limit + 1), limit);
        accessLog.listed(caller.actor(), "UPLOADS", page.items().size());
        SubjectKeys keys = keys(caller);
        return Outcome.done(page.map(row -> seals.open(keys, row)));
    }

    /** Begins a turn: from here on only this writer may go on, until the next one comes. */
    @Transactional
    Outcome<Turn> begin(Caller caller, String id, long offset, @Nullable Long length) {
        scope.enter(caller);
        Optional<UploadRow> found = own(caller, id);
        if (found.isEmpty()) {
            return Outcome.refused(denial(caller, "APPEND_UPLOAD", id));
        }
        UploadRow row = found.get();
        if (row.part() == UploadRow.Part.FINAL) {
            return Outcome.refused(Refusal.of(ProblemCode.UPLOAD_IS_FINAL));
        }
        Optional<Refusal> otherLength = length == null ? Optional.empty() : otherLength(row, length);
        if (otherLength.isPresent()) {
            return Outcome.refused(otherLength.get());
        }
        SubjectKeys keys = keys(caller);
        Turn turn = new Turn(
                row.id(),
                Ids.fresh(Turn.WRITER, randomness),
                offset,
                row.length() == null ? length : row.length(),
                row.segments(),
                seals.progress(keys, row),
                seals.about(keys, row).announced(),
                keys);
        Optional<Refusal> otherWhole =
                row.isFinished() ? Optional.empty() : UploadRules.otherWhole(turn, row.position());
        if (otherWhole.isPresent()) {
            return Outcome.refused(otherWhole.get());
        }
        if (row.position() != offset || !rows.takeOver(row, turn.writer(), turn.length())) {
            return Outcome.refused(Refusal.of(ProblemCode.UPLOAD_OFFSET_CONFLICT));
        }
        return Outcome.done(turn);
    }

    private Optional<Refusal> otherLength(UploadRow row, long length) {
        if (row.length() == null ? length < row.position() : row.length() != length) {
            return Optional.of(new Refusal(
                    ProblemCode.INVALID_HEADER,
                    "Upload-Length contradicts what has arrived, or the length that was said before."));
        }
        return UploadRules.tooLarge(length, config);
    }

    /** Records segments, or returns false, having changed nothing, if another writer has taken over. */
    @Transactional
    boolean append(Caller caller, Turn turn, long offset, int number, List<Segment> segments) {
        scope.enter(caller);
        return rows.append(
                turn.upload(),
                caller.party().value(),
                turn.writer(),
                offset,
                number,
                segments,
                seals.seal(turn.keys(), turn.upload(), turn.digest()).toArray(),
                Timestamps.truncate(clock.instant()).plus(config.expiry()));
    }

    /** Gives an upload up; returns the objects that nothing refers to any more. */
    @Transactional
    Outcome<Set<ObjectId>> terminate(Caller caller, String id) {
        scope.enter(caller);
        Optional<UploadRow> row = own(caller, id);
        if (row.isEmpty()) {
            return Outcome.refused(denial(caller, TERMINATE, id));
        }
        accessLog.administered(caller.actor(), TERMINATE, List.of(Fact.of(Field.DETAILS, id)));
        return Outcome.done(delete(List.of(row.get().id())));
    }

    /** Gives an upload up if it is still as this turn left it; returns the objects that nothing refers to any more. */
    @Transactional
    Set<ObjectId> giveUp(Caller caller, Turn turn, long offset) {
        scope.enter(caller);
        if (!rows.lock(turn.upload(), caller.party().value(), turn.writer(), offset)) {
            return Set.of();
        }
        accessLog.administered(
                caller.actor(),
                TERMINATE,
                List.of(Fact.of(Field.DETAILS, turn.upload().value())));
        return delete(List.of(turn.upload()));
    }

    /**
     * Uploads and where their bytes are, if all are finished and the caller's own; in the order asked for. Their segments
     * are held in memory together, which is why their number is limited.
     */
    @Transactional
    Outcome<List<Contents>> contents(Caller caller, List<UploadId> ids) {
        scope.enter(caller);
        Map<UploadId, UploadRow> found = new HashMap<>();
        for (UploadId id : new HashSet<>(ids)) {
            Optional<UploadRow> row = own(caller, id.value());
            if (row.isEmpty()) {
                return Outcome.refused(denial(caller, "USE_UPLOAD", id.value()));
            }
            if (!row.get().isFinished()) {
                return Outcome.refused(Refusal.of(ProblemCode.UPLOAD_NOT_FINISHED));
            }
            found.put(id, row.get());
        }
        long segments = found.values().stream().mapToLong(UploadRow::segments).sum();
        Optional<Refusal> tooMany = UploadRules.tooManySegments(segments, config);
        if (tooMany.isPresent()) {
            return Outcome.refused(tooMany.get());
        }
        SubjectKeys keys = keys(caller);
        List<Contents> contents = ids.stream()
                .map(id -> Objects.requireNonNull(found.get(id)))
                .map(row -> new Contents(seals.open(keys, row), rows.segments(row.id()), keys))
                .toList();
        for (UploadId id : found.keySet()) {
            // Used up between the two looks: then its segments may be gone, which is not that bytes lack.
            if (own(caller, id.value()).isEmpty()) {
                return Outcome.refused(denial(caller, "USE_UPLOAD", id.value()));
            }
        }
        return Outcome.done(contents);
    }

    /**
     * Those that are used up with {@code ids}: they, and the finished partial uploads that they were put together from.
     * Nobody else uses or deletes them until the transaction ends. Empty if one of {@code ids} is gone.
     */
    @Transactional(TxType.MANDATORY)
    Optional<Set<UploadId>> hold(Caller caller, Collection<UploadId> ids) {
        if (ids.isEmpty()) {
            return Optional.of(Set.of());
        }
        // What an upload was put together from never changes, so it is read first; then all are locked in one order.
        SubjectKeys keys = keys(caller);
        Set<UploadId> all = new HashSet<>(ids);
        for (UploadId id : ids) {
            own(caller, id.value())
                    .ifPresent(row -> all.addAll(seals.about(keys, row).parts()));
        }
        Set<UploadId> held = new HashSet<>();
        for (UploadRow row : rows.lock(all, caller.party().value(), clock.instant())) {
            if (ids.contains(row.id()) || (row.part() == UploadRow.Part.PARTIAL && row.isFinished())) {
                held.add(row.id());
            }
        }
        return held.containsAll(ids) ? Optional.of(held) : Optional.empty();
    }

    /** Deletes what {@link #hold} held; returns the objects that nothing refers to any more. */
    @Transactional(TxType.MANDATORY)
    Set<ObjectId> delete(Collection<UploadId> ids) {
        return ids.isEmpty() ? Set.of() : unreferenced(rows.delete(ids));
    }

    private Set<ObjectId> unreferenced(Set<ObjectId> objects) {
        Set<ObjectId> rest = new HashSet<>(objects);
        rest.removeAll(rows.referenced(objects));
        return rest;
    }

    /** The same query runs whether or not the role allows anything, so that a denial costs the same either way. */
    private Optional<UploadRow> own(Caller caller, String id) {
        return rows.ofOwner(id, caller.party().value(), clock.instant()).filter(row -> caller.has(Role.CONTRIBUTOR));
    }

    private SubjectKeys keys(Caller caller) {
        return vault.keysOf(caller.party().value());
    }

    /** One answer for what does not exist, what has expired and what another organisation has. */
    private Refusal denial(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Refusal.of(caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN);
    }
}
