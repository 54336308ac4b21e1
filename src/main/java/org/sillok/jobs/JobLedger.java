package org.sillok.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.core.JobState;
import org.sillok.jobs.db.JobRow;
import org.sillok.jobs.db.JobRows;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Incidents;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.VaultException;

/** What the runner writes down, each in a transaction of its own under the repository's own scope. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class JobLedger {
    /** One attempt at a job. */
    record Attempt(
            JobId id,
            int number,
            String kind,
            Caller caller,
            JsonObject params,
            @Nullable JsonObject resumePoint) {}

    /** How a heartbeat found the attempt. */
    enum Hold {
        KEPT,
        CANCEL,
        LOST
    }

    private final JobRows rows;
    private final JobSeals seals;
    private final Scope scope;
    private final Clock clock;
    private final JobsConfig config;
    private final Incidents incidents;

    JobLedger(JobRows rows, JobSeals seals, Scope scope, Clock clock, JobsConfig config, Incidents incidents) {
        this.rows = rows;
        this.seals = seals;
        this.scope = scope;
        this.clock = clock;
        this.config = config;
        this.incidents = incidents;
    }

    /** Takes the next job, if there is one; ends those that were begun too often, or cannot be read. */
    Optional<Attempt> claim(Set<String> kinds) {
        scope.enterSystem();
        for (Optional<JobRow> row = rows.claim(kinds, config.lease());
                row.isPresent();
                row = rows.claim(kinds, config.lease())) {
            JobRow claimed = row.get();
            rows.reload(claimed);
            if (claimed.cancelRequested) {
                rows.end(claimed.id, claimed.attempts, JobState.CANCELLED.name(), null, null, null, null, now());
            } else if (claimed.attempts > config.maxAttempts()) {
                rows.end(
                        claimed.id,
                        claimed.attempts,
                        JobState.FAILED.name(),
                        null,
                        ProblemCode.INTERNAL_ERROR.name(),
                        null,
                        null,
                        now());
            } else {
                Optional<Attempt> opened = opened(claimed);
                if (opened.isPresent()) {
                    return opened;
                }
            }
        }
        return Optional.empty();
    }

    /** Empty if what the job was asked cannot be read: then it has ended, and does not keep the others waiting. */
    private Optional<Attempt> opened(JobRow row) {
        try {
            return Optional.of(attempt(row));
        } catch (KekUnavailableException e) {
            if (!e.trouble().isOfSome()) {
                throw e;
            }
            unreadable(row, ProblemCode.KEYS_UNAVAILABLE, e);
        } catch (VaultException | JsonException e) {
            unreadable(row, ProblemCode.INTERNAL_ERROR, e);
        }
        return Optional.empty();
    }

    private void unreadable(JobRow row, ProblemCode problem, RuntimeException fault) {
        String incident = incidents.record(fault);
        rows.end(row.id, row.attempts, JobState.FAILED.name(), null, problem.name(), null, incident, now());
    }

    Hold renew(Attempt attempt) {
        scope.enterSystem();
        return rows.renew(attempt.id().value(), attempt.number(), config.lease())
                .map(cancel -> cancel ? Hold.CANCEL : Hold.KEPT)
                .orElse(Hold.LOST);
    }

    void progress(Attempt attempt, long done, long total, @Nullable JsonObject resumePoint) {
        scope.enterSystem();
        byte @Nullable [] sealed = resumePoint == null
                ? null
                : seals.seal(
                        attempt.caller().party().value(), attempt.id().value(), JobSeals.RESUME_POINT, resumePoint);
        rows.progress(attempt.id().value(), attempt.number(), done, total, sealed, now());
    }

    void done(Attempt attempt, JsonObject result) {
        scope.enterSystem();
        byte[] sealed =
                seals.seal(attempt.caller().party().value(), attempt.id().value(), JobSeals.RESULT, result);
        rows.end(attempt.id().value(), attempt.number(), JobState.DONE.name(), sealed, null, null, null, now());
    }

    void failed(Attempt attempt, ProblemCode problem, @Nullable String incident) {
        failed(attempt, problem, null, incident);
    }

    void failed(Attempt attempt, JobFailedException failed) {
        failed(attempt, failed.code(), failed.detail(), null);
    }

    private void failed(Attempt attempt, ProblemCode problem, @Nullable String detail, @Nullable String incident) {
        scope.enterSystem();
        rows.end(
                attempt.id().value(),
                attempt.number(),
                JobState.FAILED.name(),
                null,
                problem.name(),
                detail,
                incident,
                now());
    }

    void cancelled(Attempt attempt) {
        scope.enterSystem();
        rows.end(attempt.id().value(), attempt.number(), JobState.CANCELLED.name(), null, null, null, null, now());
    }

    void release(Attempt attempt) {
        scope.enterSystem();
        rows.release(attempt.id().value(), attempt.number());
    }

    private Attempt attempt(JobRow row) {
        byte[] resumePoint = row.resumePoint;
        Set<Role> roles = Arrays.stream(row.roles).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
        return new Attempt(
                new JobId(row.id),
                row.attempts,
                row.kind,
                new Caller(new PartyId(row.ownerParty), new UserId(row.ownerUser), roles),
                seals.open(row.ownerParty, row.id, JobSeals.PARAMS, row.params),
                resumePoint == null ? null : seals.open(row.ownerParty, row.id, JobSeals.RESUME_POINT, resumePoint));
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
