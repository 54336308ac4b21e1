package org.sillok.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.core.JobState;
import org.sillok.jobs.db.JobRow;
import org.sillok.jobs.db.JobRows;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Submits jobs, shows them to the party they were submitted for, and cancels them. */
@ApplicationScoped
public class Jobs {
    /** Fired in the transaction that queues a job. */
    record Queued() {}

    private final JobRows rows;
    private final JobSeals seals;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;
    private final Event<Queued> queued;

    Jobs(
            JobRows rows,
            JobSeals seals,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness,
            Event<Queued> queued) {
        this.rows = rows;
        this.seals = seals;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
        this.queued = queued;
    }

    /**
     * Queues a job that carries the caller's scope; it starts after the commit. The caller's rights to do so were
     * checked by the room that submits it.
     */
    @Transactional
    public JobId submit(String kind, Caller caller, JsonObject params) {
        scope.enter(caller);
        JobId id = JobId.fresh(randomness);
        Instant now = Timestamps.truncate(clock.instant());
        rows.persistAndFlush(new JobRow(
                id.value(),
                caller.party().value(),
                caller.user().value(),
                caller.roles().stream().sorted().map(Role::name).toArray(String[]::new),
                kind,
                seals.seal(caller.party().value(), id.value(), JobSeals.PARAMS, params),
                now));
        accessLog.administered(caller.actor(), "SUBMIT_JOB_" + kind, List.of(Fact.of(Field.DETAILS, id.value())));
        queued.fire(new Queued());
        return id;
    }

    /** Like {@link #submit}, unless a job of this kind waits or runs, whoever submitted it. */
    @Transactional
    public Outcome<JobId> submitAlone(String kind, Caller caller, JsonObject params) {
        scope.enterSystem();
        if (rows.lockAndFindOpen(kind)) {
            scope.enter(caller);
            return Outcome.refused(ProblemCode.CONFLICT, "A job of this kind waits or runs already.");
        }
        return Outcome.done(submit(kind, caller, params));
    }

    @Transactional
    public Outcome<Job> get(Caller caller, String id) {
        scope.enter(caller);
        Optional<JobRow> row = rows.ofOwner(id, caller.party().value());
        if (row.isEmpty()) {
            return denied(caller, "VIEW_JOB", id);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(open(row.get()));
    }

    @Transactional
    public Slice<Job> list(Caller caller, @Nullable Position after, int limit) {
        scope.enter(caller);
        Slice<JobRow> page = Slice.cut(rows.page(caller.party().value(), after, limit + 1), limit);
        accessLog.listed(caller.actor(), "JOBS", page.items().size());
        return page.map(this::open);
    }

    /** Cancels a job that waits and asks one that runs to stop. A job that ended cannot be cancelled. */
    @Transactional
    public Outcome<Job> cancel(Caller caller, String id) {
        scope.enter(caller);
        Optional<JobRow> row = rows.ofOwner(id, caller.party().value());
        if (row.isEmpty()) {
            return denied(caller, "CANCEL_JOB", id);
        }
        rows.cancel(id, Timestamps.truncate(clock.instant()));
        rows.reload(row.get());
        Job job = open(row.get());
        if (job.state() == JobState.DONE || job.state() == JobState.FAILED) {
            return Outcome.refused(ProblemCode.CONFLICT, "The job has ended.");
        }
        accessLog.administered(caller.actor(), "CANCEL_JOB", List.of(Fact.of(Field.DETAILS, id)));
        return Outcome.done(job);
    }

    /**
     * How a job stands, whoever submitted it, for the room whose work it does; in the system's scope.
     *
     * @param stops whether somebody has cancelled it: if it has not ended yet, it will not be done
     */
    public record Standing(
            JobState state, boolean stops, @Nullable ProblemCode problem) {}

    /** Empty if there is no such job. */
    @Transactional(TxType.MANDATORY)
    public Optional<Standing> standing(String id) {
        return rows.findByIdOptional(id).map(row -> {
            String problem = row.problem;
            JobState state = JobState.valueOf(row.state);
            return new Standing(
                    state,
                    row.cancelRequested || state == JobState.CANCELLED,
                    problem == null ? null : ProblemCode.valueOf(problem));
        });
    }

    /**
     * Cancels a job that waits and asks one that runs to stop, whoever submitted it; leaves one that has ended. For a room
     * whose act makes the work pointless; in the system's scope. Whoever calls records why.
     */
    @Transactional(TxType.MANDATORY)
    public void stop(String id) {
        rows.cancel(id, Timestamps.truncate(clock.instant()));
    }

    private Job open(JobRow row) {
        byte[] result = row.result;
        String problem = row.problem;
        return new Job(
                new JobId(row.id),
                row.kind,
                JobState.valueOf(row.state),
                row.done,
                row.total,
                problem == null ? null : ProblemCode.valueOf(problem),
                row.detail,
                row.incident,
                result == null ? null : seals.open(row.ownerParty, row.id, JobSeals.RESULT, result),
                row.createdAt,
                row.updatedAt);
    }

    /** One answer for what does not exist and what another organisation has. */
    private <T> Outcome<T> denied(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
    }
}
