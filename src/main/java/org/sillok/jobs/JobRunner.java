package org.sillok.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.sillok.json.JsonObject;
import org.sillok.problem.Incidents;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.KekUnavailableException;

/**
 * Runs jobs on this replica: looks for one when a job was queued here and every second for those of others, renews the
 * lease of each run, and lets a run that lost its lease or was cancelled know. A run that the process did not survive is
 * taken over, by any replica, when its lease has ended.
 */
@ApplicationScoped
class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final Map<String, JobHandler> handlers;
    private final JobLedger ledger;
    private final JobsConfig config;
    private final ExecutorService threads;
    private final Incidents incidents;
    private final Set<JobRun> runs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean closing;

    JobRunner(
            @Any Instance<JobHandler> handlers,
            JobLedger ledger,
            JobsConfig config,
            @VirtualThreads ExecutorService threads,
            Incidents incidents) {
        this.handlers = byKind(handlers);
        this.ledger = ledger;
        this.config = config;
        this.threads = threads;
        this.incidents = incidents;
    }

    private static Map<String, JobHandler> byKind(Iterable<JobHandler> handlers) {
        Map<String, JobHandler> byKind = new HashMap<>();
        for (JobHandler handler : handlers) {
            if (byKind.put(handler.kind(), handler) != null) {
                throw new IllegalStateException("two handlers of one kind of job");
            }
        }
        return byKind;
    }

    void queued(@Observes(during = TransactionPhase.AFTER_SUCCESS) Jobs.Queued queued) {
        fill();
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        fill();
    }

    @Scheduled(every = "${sillok.jobs.heartbeat:PT5S}", concurrentExecution = ConcurrentExecution.SKIP)
    void heartbeat() {
        for (JobRun run : runs) {
            run.found(ledger.renew(run.attempt()));
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        closing = true;
        runs.forEach(run -> run.found(JobLedger.Hold.LOST));
    }

    /** Starts as many threads as there is room for; each works until it finds no job. */
    private void fill() {
        while (!closing && !handlers.isEmpty() && reserve()) {
            threads.execute(this::work);
            if (runs.isEmpty()) {
                return; // one looks first; it is enough while there is nothing to do
            }
        }
    }

    private boolean reserve() {
        int now = busy.get();
        return now < config.concurrency() && busy.compareAndSet(now, now + 1);
    }

    private void work() {
        try {
            Optional<JobLedger.Attempt> attempt = next();
            while (attempt.isPresent()) {
                run(attempt.get());
                attempt = next();
            }
        } catch (RuntimeException unavailable) {
            LOG.warnf("Jobs wait: %s", unavailable.getClass().getName());
        } finally {
            busy.decrementAndGet();
        }
    }

    private Optional<JobLedger.Attempt> next() {
        return closing ? Optional.empty() : ledger.claim(handlers.keySet());
    }

    private void run(JobLedger.Attempt attempt) {
        JobRun run = new JobRun(attempt, ledger, System::nanoTime);
        runs.add(run);
        try {
            JsonObject result =
                    Objects.requireNonNull(handlers.get(attempt.kind())).run(run);
            if (run.hold() != JobLedger.Hold.LOST) {
                ledger.done(attempt, result);
            }
        } catch (JobCancelledException cancelled) {
            ended(run);
        } catch (JobFailedException failed) {
            ledger.failed(attempt, failed);
        } catch (KekUnavailableException unavailable) {
            // Of the work, or of sealing its report or where it has got to.
            ledger.failed(attempt, ProblemCode.KEYS_UNAVAILABLE, incidents.record(unavailable));
        } catch (RuntimeException fault) {
            ledger.failed(attempt, ProblemCode.INTERNAL_ERROR, incidents.record(fault));
        } finally {
            runs.remove(run);
        }
    }

    private void ended(JobRun run) {
        if (closing) {
            ledger.release(run.attempt());
        } else if (run.hold() == JobLedger.Hold.CANCEL) {
            ledger.cancelled(run.attempt());
        }
    }
}
