package org.sillok.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.sillok.backup.core.BackupName;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Ids;
import org.sillok.kernel.JobId;
import org.sillok.kernel.Randomness;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Asks for backups. Where they go is the operator's setting; a caller only names them. */
@ApplicationScoped
public class Backups {
    /** The kind of job that a backup is. */
    public static final String KIND = "BACKUP";

    static final String NAME = "name";
    static final String PROOF = "proof";
    private static final Logger LOG = Logger.getLogger(Backups.class);

    private final BackupConfig config;
    private final Jobs jobs;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Randomness randomness;

    Backups(BackupConfig config, Jobs jobs, AccessLog accessLog, Scope scope, Randomness randomness) {
        this.config = config;
        this.jobs = jobs;
        this.accessLog = accessLog;
        this.scope = scope;
        this.randomness = randomness;
    }

    /**
     * Queues a backup, unless one waits or runs already.
     *
     * @param alongside becomes durable with the job or not at all
     */
    @Transactional
    public Outcome<JobId> request(Caller caller, BackupName name, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.hasAny(Role.CUSTODIAN, Role.OPERATOR)) {
            accessLog.denied(caller.actor(), "BACKUP", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        if (config.directory().isEmpty()
                || config.passphraseFile().isEmpty()
                || config.database().username().isEmpty()) {
            return Outcome.refused(Refusal.of(ProblemCode.BACKUP_NOT_CONFIGURED));
        }
        String proof = Ids.fresh("asked", randomness);
        JsonObject params =
                JsonObject.builder().put(NAME, name.value()).put(PROOF, proof).build();
        Outcome<JobId> submitted = jobs.submitAlone(KIND, caller, params);
        if (submitted instanceof Outcome.Done<JobId> done) {
            leave(config.directory().get(), proof);
            alongside.accept(done.value().value());
        }
        return submitted;
    }

    /** Where that fails the job will say so: it does not find it. */
    private static void leave(Path folder, String proof) {
        try {
            FolderProof.leave(folder, proof);
        } catch (IOException e) {
            LOG.warnf("The folder for backups cannot be written: %s", e.getMessage());
        }
    }
}
