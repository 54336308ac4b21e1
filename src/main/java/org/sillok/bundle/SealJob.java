package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.db.BundleRows;
import org.sillok.jobs.JobCancelledException;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Randomness;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.KekUnavailableException;

/**
 * Seals a bundle: plans it, makes the receipts, writes it, commits it, and says so on the records of the items. It may be cut
 * off anywhere and run again: what is planned stays planned, what is sealed stays sealed, and what is half written is
 * discarded. Each run has a name of its own, so that one that was given up cannot get in the way of its successor. What may
 * pass by itself is waited for, for a while.
 */
@ApplicationScoped
class SealJob implements JobHandler {
    static final String KIND = "SEAL_BUNDLE";
    static final String BUNDLE = "bundle";

    private static final Logger LOG = Logger.getLogger(SealJob.class);
    private static final int RANDOM = 8;

    private final SealPlan plan;
    private final BundlePlans plans;
    private final SealWriting writing;
    private final SealCommit commit;
    private final SealRelease release;
    private final BundleEnd end;
    private final PartObjects objects;
    private final Randomness randomness;
    private final SealFaults faults;

    SealJob(
            SealPlan plan,
            BundlePlans plans,
            SealWriting writing,
            SealCommit commit,
            SealRelease release,
            BundleEnd end,
            PartObjects objects,
            Randomness randomness,
            SealFaults faults) {
        this.plan = plan;
        this.plans = plans;
        this.writing = writing;
        this.commit = commit;
        this.release = release;
        this.end = end;
        this.objects = objects;
        this.randomness = randomness;
        this.faults = faults;
    }

    /** One run; under which name it writes. */
    private static final class Run {
        private final BundleId id;
        private final JobContext context;
        private final SealProgress progress;
        private String attempt;
        private @Nullable String next;

        private Run(JobContext context, SealProgress progress, String attempt) {
            this.id = new BundleId(context.params().text(BUNDLE));
            this.context = context;
            this.progress = progress;
            this.attempt = attempt;
        }
    }

    static boolean isSealing(BundleRows.Bundle bundle) {
        return bundle.state().equals("SEALING");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        Run run = new Run(context, new SealProgress(context, faults), freshName());
        try {
            sealOrStop(run);
        } catch (JobCancelledException e) {
            stopped(run);
            throw e;
        } catch (RuntimeException e) {
            Optional<ProblemCode> known = faults.known(e);
            failed(run, known.orElse(ProblemCode.INTERNAL_ERROR), e);
            // The runner knows what to do about keys, and makes an incident of what nobody knows.
            if (e instanceof JobFailedException || e instanceof KekUnavailableException || known.isEmpty()) {
                throw e;
            }
            throw new JobFailedException(known.get(), e);
        }
        return JsonObject.builder().put(BUNDLE, run.id.value()).build();
    }

    private String freshName() {
        return HexFormat.of().formatHex(randomness.bytes(RANDOM));
    }

    /** A run that shall stop has not failed, whatever it met on the way: while the service ends, much is gone already. */
    private void sealOrStop(Run run) {
        try {
            seal(run);
        } catch (RuntimeException e) {
            if (run.context.cancelled()) {
                run.progress.goOn();
            }
            throw e;
        }
    }

    private void seal(Run run) {
        BundleId id = run.id;
        BundleRows.Bundle bundle = faults.patiently(run.progress, () -> begin(run));
        if (isSealing(bundle)) {
            bundle = faults.patiently(run.progress, () -> plan.plan(id));
        }
        Integer planned = bundle.items();
        int items = planned == null ? 0 : planned;
        if (isSealing(bundle)) {
            Optional<SealWriting.Written> written =
                    receipts(run, items) ? faults.patiently(run.progress, () -> write(run)) : Optional.empty();
            run.progress.goOn();
            if (written.isEmpty() || !sealed(run, written.orElseThrow())) {
                discard(id, run.attempt);
            }
        }
        faults.patiently(run.progress, () -> {
            release.release(id, run.context.caller().actor(), done -> run.progress.released(done, items));
            return true;
        });
    }

    private BundleRows.Bundle begin(Run run) {
        // Looked for before this run takes over: whoever wrote that cannot seal it any more once this one has.
        List<PartObjects.Place> left = objects.of(run.id);
        BundleRows.Bundle bundle = plan.begin(run.id, run.attempt);
        if (isSealing(bundle)) {
            left.forEach(objects::discard);
            run.progress.goOn();
        }
        return bundle;
    }

    /** False if another run took over. */
    private boolean receipts(Run run, int items) {
        int next = run.context
                .resumePoint()
                .map(point -> (int) point.number(SealProgress.NEXT))
                .orElse(1);
        while (next >= 0) {
            int from = next;
            Optional<Integer> then = faults.patiently(
                    run.progress,
                    () -> unlessOvertaken(run, () -> {
                        run.progress.receipts(from, items);
                        return plans.receipts(run.id, from);
                    }));
            if (then.isEmpty()) {
                return false;
            }
            next = then.get();
        }
        run.progress.written(0, 1);
        return true;
    }

    /** Empty if another run took over. */
    private Optional<SealWriting.Written> write(Run run) {
        String before = run.attempt;
        String now = run.next;
        if (now != null) {
            if (!plan.renamed(run.id, before, now)) {
                return Optional.empty();
            }
            run.attempt = now;
            discard(run.id, before);
        }
        run.next = freshName();
        return unlessOvertaken(run, () -> writing.write(run.id, run.attempt, run.progress));
    }

    /**
     * Empty if it failed and the bundle is not this run's any more: whoever took over, or ended it, has dropped what this one
     * still reads.
     */
    private <T> Optional<T> unlessOvertaken(Run run, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (JobCancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            if (isHeld(run, e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** If that cannot be told, what happened first counts. */
    private boolean isHeld(Run run, RuntimeException fault) {
        try {
            return plan.isHeld(run.id, run.attempt);
        } catch (RuntimeException e) {
            fault.addSuppressed(e);
            return true;
        }
    }

    private void discard(BundleId id, String attempt) {
        objects.of(id).stream().filter(place -> place.attempt().equals(attempt)).forEach(objects::discard);
    }

    private boolean sealed(Run run, SealWriting.Written written) {
        return faults.patiently(
                run.progress,
                () -> commit.seal(run.id, written, run.context.caller().actor()));
    }

    /** What cannot be written down now, the sweep will find. */
    private void stopped(Run run) {
        try {
            if (end.stopped(run.id)) {
                cleanUp(run.id);
            }
        } catch (RuntimeException e) {
            LOG.warnf("%s stops: %s", run.id, e.getClass().getName());
        }
    }

    /** What cannot be written down now, the sweep will find. */
    private void failed(Run run, ProblemCode problem, RuntimeException fault) {
        try {
            if (end.failed(run.id, run.attempt, problem)) {
                cleanUp(run.id);
            }
        } catch (RuntimeException e) {
            fault.addSuppressed(e);
        }
    }

    /** After a failure, what is left hurts nobody: the sweep comes for it. */
    private void cleanUp(BundleId id) {
        try {
            plans.forget(id);
            objects.discard(id);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "What is left of %s will be discarded later: %s",
                    id, e.getClass().getName());
        }
    }
}
