package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.SuccessionId;
import org.sillok.problem.ProblemCode;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.succession.core.Archive;
import org.sillok.succession.db.ExportRows;
import org.sillok.succession.db.PackedItemRows;
import org.sillok.vault.KeyDestroyedException;
import org.sillok.vault.KeyMissingException;
import org.sillok.vault.ObjectDamagedException;

/**
 * Writes the package of a succession. It may be cut off anywhere and run again: it then begins anew under a name of its own, and
 * what is half written is discarded. The package is complete, or there is none.
 */
@ApplicationScoped
class ExportJob implements JobHandler {
    static final String KIND = "EXPORT_HOLDINGS";
    static final String SUCCESSION = "succession";

    private static final Logger LOG = Logger.getLogger(ExportJob.class);

    private final ExportSteps steps;
    private final ArchiveWriting writing;
    private final ArchiveProofs proofs;
    private final HoldingsContent holdings;
    private final ProtectedContent sources;
    private final PackageObjects objects;

    ExportJob(
            ExportSteps steps,
            ArchiveWriting writing,
            ArchiveProofs proofs,
            HoldingsContent holdings,
            ProtectedContent sources,
            PackageObjects objects) {
        this.steps = steps;
        this.writing = writing;
        this.proofs = proofs;
        this.holdings = holdings;
        this.sources = sources;
        this.objects = objects;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        SuccessionId id = new SuccessionId(context.params().text(SUCCESSION));
        // Looked for before this attempt takes over: whoever wrote that cannot complete it any more once this one has.
        List<PackageObjects.Place> left = objects.of(id);
        Optional<ExportSteps.Attempt> begun = steps.begin(id, context.id().value());
        if (begun.isPresent()) {
            ExportSteps.Attempt attempt = begun.get();
            discard(id, left);
            boolean complete = false;
            try {
                complete = export(context, attempt);
            } catch (RuntimeException e) {
                throw told(id, e);
            } finally {
                if (!complete) {
                    discard(id, written(attempt));
                }
            }
        }
        return JsonObject.builder().put(SUCCESSION, id.value()).build();
    }

    private boolean export(JobContext context, ExportSteps.Attempt attempt) {
        ExportProgress progress = new ExportProgress(context);
        progress.goOn();
        Map<SourceId, Integer> announced =
                sources.announce(attempt, context.caller().actor(), progress);
        // Whatever is recorded from here on makes the package one that is not handed over.
        Digest bound = steps.bound(attempt);
        @Nullable ItemId last = steps.choose(attempt, null);
        while (last != null) {
            progress.goOn();
            last = steps.choose(attempt, last);
        }
        PackedItemRows.Counts counts = steps.counts(attempt);
        progress.expect(counts.items());
        Bytes checkpoint = proofs.checkpoint();
        ArchiveWriting.Written main =
                writing.write(attempt, Archive.HOLDINGS, checkpoint, holdings.of(attempt, progress));
        ArchiveWriting.Written apart =
                writing.write(attempt, Archive.PROTECTED, checkpoint, sources.of(attempt, announced, progress));
        List<ExportRows.Part> parts = new ArrayList<>(main.parts());
        parts.addAll(apart.parts());
        return steps.complete(
                attempt, new ExportSteps.Written(checkpoint, main.digest(), apart.digest(), bound, parts));
    }

    /** What is missing or damaged, or was erased meanwhile, has problems of its own; everything else is for the runner to tell. */
    private static RuntimeException told(SuccessionId id, RuntimeException fault) {
        if (fault instanceof JobFailedException) {
            return fault;
        }
        for (Throwable one = fault; one != null; one = one.getCause()) {
            if (one instanceof ObjectDamagedException || one instanceof NoSuchObjectException) {
                LOG.warnf("The package of %s cannot be written: a stored file is missing or damaged", id);
                return new JobFailedException(ProblemCode.SUCCESSION_CONTENT, fault);
            }
            if (one instanceof KeyDestroyedException || one instanceof KeyMissingException) {
                LOG.warnf("The package of %s cannot be written: a key is not there any more", id);
                return new JobFailedException(ProblemCode.SUCCESSION_CHANGED, fault);
            }
        }
        return fault;
    }

    private List<PackageObjects.Place> written(ExportSteps.Attempt attempt) {
        try {
            return objects.of(attempt.id()).stream()
                    .filter(place -> place.attempt().equals(attempt.folder()))
                    .toList();
        } catch (RuntimeException e) {
            LOG.warnf(
                    "What is left of %s is not known now: %s",
                    attempt.id(), e.getClass().getName());
            return List.of();
        }
    }

    /** What stays hurts nobody: the sweep comes for it. */
    private void discard(SuccessionId id, List<PackageObjects.Place> places) {
        try {
            places.forEach(objects::discard);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "What is left of packages of %s will be discarded later: %s",
                    id, e.getClass().getName());
        }
    }
}
