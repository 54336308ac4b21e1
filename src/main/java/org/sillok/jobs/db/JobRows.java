package org.sillok.jobs.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;

/**
 * Reads and writes jobs in the caller's transaction and scope. A run is known by the job and the number of its attempt:
 * what an attempt that lost its lease writes, changes nothing. Leases are measured by the database's clock, which all
 * replicas share.
 */
@ApplicationScoped
public class JobRows implements PanacheRepositoryBase<JobRow, String> {
    public Optional<JobRow> ofOwner(String id, String owner) {
        return find("id = ?1 and ownerParty = ?2", id, owner).firstResultOptional();
    }

    /** Newest first. */
    public List<JobRow> page(String owner, @Nullable Position after, int limit) {
        return (after == null
                        ? find("ownerParty = ?1 order by createdAt desc, id desc", owner)
                        : find(
                                "ownerParty = ?1 and (createdAt < ?2 or (createdAt = ?2 and id < ?3))"
                                        + " order by createdAt desc, id desc",
                                owner,
                                after.time(),
                                after.id()))
                .page(0, limit)
                .list();
    }

    /** Whether a job of this kind has not ended. Who asks waits until others who asked have committed. */
    public boolean lockAndFindOpen(String kind) {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended('sillok/job/' || :kind, 0))")
                .setParameter("kind", kind)
                .getSingleResult();
        return count("kind = ?1 and state in ('QUEUED', 'RUNNING')", kind) > 0;
    }

    /** Takes the oldest job that waits, or whose run has stopped renewing its lease, and begins an attempt at it. */
    public Optional<JobRow> claim(Set<String> kinds, Duration lease) {
        Optional<String> id = getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(
                        "update jobs_job set state = 'RUNNING', attempts = attempts + 1, "
                                + "lease_until = clock_timestamp() + make_interval(secs => :lease), updated_at = clock_timestamp() "
                                + "where id = (select id from jobs_job where kind in (:kinds) and (state = 'QUEUED' "
                                + "or (state = 'RUNNING' and lease_until < clock_timestamp())) "
                                + "order by created_at, id limit 1 for update skip locked) returning id",
                        String.class)
                .setParameter("lease", lease.toMillis() / 1000.0)
                .setParameterList("kinds", kinds)
                .getResultStream()
                .findFirst();
        return id.map(this::findById);
    }

    /** Brings {@code row} to what the database holds after an update that went past it. */
    public void reload(JobRow row) {
        getEntityManager().refresh(row);
    }

    /** Renews the lease of an attempt. Empty if the attempt lost it; otherwise whether the job should be cancelled. */
    public Optional<Boolean> renew(String id, int attempt, Duration lease) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(
                        "update jobs_job set lease_until = clock_timestamp() + make_interval(secs => :lease) "
                                + "where id = :id and attempts = :attempt and state = 'RUNNING' "
                                + "returning cancel_requested",
                        Boolean.class)
                .setParameter("lease", lease.toMillis() / 1000.0)
                .setParameter("id", id)
                .setParameter("attempt", attempt)
                .getResultStream()
                .findFirst();
    }

    public void progress(String id, int attempt, long done, long total, byte @Nullable [] resumePoint, Instant now) {
        if (resumePoint == null) {
            update(
                    "done = ?1, total = ?2, updatedAt = ?3 where id = ?4 and attempts = ?5 and state = 'RUNNING'",
                    done,
                    total,
                    now,
                    id,
                    attempt);
        } else {
            update(
                    "done = ?1, total = ?2, updatedAt = ?3, resumePoint = ?4"
                            + " where id = ?5 and attempts = ?6 and state = 'RUNNING'",
                    done,
                    total,
                    now,
                    resumePoint,
                    id,
                    attempt);
        }
    }

    /** Ends an attempt. False if another attempt has taken over. */
    public boolean end(
            String id,
            int attempt,
            String state,
            byte @Nullable [] result,
            @Nullable String problem,
            @Nullable String detail,
            @Nullable String incident,
            Instant now) {
        return getEntityManager()
                        .createQuery("update JobRow set state = :state, result = :result, problem = :problem,"
                                + " detail = :detail, incident = :incident, leaseUntil = null, updatedAt = :now"
                                + " where id = :id and attempts = :attempt and state = 'RUNNING'")
                        .setParameter("state", state)
                        .setParameter("result", result)
                        .setParameter("problem", problem)
                        .setParameter("detail", detail)
                        .setParameter("incident", incident)
                        .setParameter("now", now)
                        .setParameter("id", id)
                        .setParameter("attempt", attempt)
                        .executeUpdate()
                == 1;
    }

    /** Gives back what an attempt of this replica holds, so that another can begin at once. */
    public void release(String id, int attempt) {
        update(
                "state = 'QUEUED', leaseUntil = null where id = ?1 and attempts = ?2 and state = 'RUNNING'",
                id,
                attempt);
    }

    /** Cancels a job that waits, asks one that runs to stop, and leaves one that ended. */
    public void cancel(String id, Instant now) {
        update("state = 'CANCELLED', updatedAt = ?1 where id = ?2 and state = 'QUEUED'", now, id);
        update("cancelRequested = true, updatedAt = ?1 where id = ?2 and state = 'RUNNING'", now, id);
    }
}
