package org.sillok.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Consumer;
import org.sillok.backup.core.BackupName;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Asks for backups. Where they go is the operator's setting; a caller only names them. */
@ApplicationScoped
public class Backups {
    /** The kind of job that a backup is. */
    public static final String KIND = "BACKUP";

    static final String NAME = "name";

    private final BackupConfig config;
    private final Jobs jobs;
    private final AccessLog accessLog;
    private final Scope scope;

    Backups(BackupConfig config, Jobs jobs, AccessLog accessLog, Scope scope) {
        this.config = config;
        this.jobs = jobs;
        this.accessLog = accessLog;
        this.scope = scope;
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
        if (config.directory().isEmpty() || config.passphraseFile().isEmpty()) {
            return Outcome.refused(Refusal.of(ProblemCode.BACKUP_NOT_CONFIGURED));
        }
        JsonObject params = JsonObject.builder().put(NAME, name.value()).build();
        Outcome<JobId> submitted = jobs.submitAlone(KIND, caller, params);
        if (submitted instanceof Outcome.Done<JobId> done) {
            alongside.accept(done.value().value());
        }
        return submitted;
    }
}
