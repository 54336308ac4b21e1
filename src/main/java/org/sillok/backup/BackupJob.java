package org.sillok.backup;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.sillok.backup.core.BackupName;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.problem.ProblemCode;

/** Takes a backup as a job. After a crash it takes another moment, and does not copy again what is there. */
@ApplicationScoped
class BackupJob implements JobHandler {
    private static final Logger LOG = Logger.getLogger(BackupJob.class);

    private final BackupConfig config;
    private final BackupRun run;

    BackupJob(BackupConfig config, BackupRun run) {
        this.config = config;
        this.run = run;
    }

    @Override
    public String kind() {
        return Backups.KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        Path all = config.directory().orElseThrow(() -> new JobFailedException(ProblemCode.BACKUP_NOT_CONFIGURED));
        Path folder = all.resolve(new BackupName(context.params().text(Backups.NAME)).value());
        String proof = context.params().text(Backups.PROOF);
        try {
            if (!FolderProof.isIn(all, proof)) {
                throw new BackupException(
                        "The backup was asked for from a replica with another sillok.backup.directory:"
                                + " let it be one that all replicas share, or ask the one with this folder. Nothing was written.");
            }
            JsonObject report = run.run(folder, BackupPassphrase.read(config.passphraseFile()), context::progress)
                    .toJson();
            // Not after a cut-off: the job goes on then, here or elsewhere.
            FolderProof.takeAway(all, proof);
            return report;
        } catch (IOException | BackupException e) {
            // The job shows a documented problem; the sentence with the place is for whoever reads the log.
            LOG.warn(e.getMessage());
            takeAway(all, proof);
            throw new JobFailedException(ProblemCode.BACKUP_FAILED, e);
        }
    }

    private static void takeAway(Path folder, String proof) {
        try {
            FolderProof.takeAway(folder, proof);
        } catch (IOException e) {
            LOG.warn(e.getMessage());
        }
    }
}
