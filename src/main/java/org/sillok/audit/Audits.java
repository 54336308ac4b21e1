package org.sillok.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;
import org.sillok.log.core.Note;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Asks for audits. Whoever may ask sees the report, which names things by random identifiers and numbers only. */
@ApplicationScoped
public class Audits {
    /** The kind of job that an audit is. */
    public static final String KIND = "AUDIT";

    /** The longest text of a checkpoint that is taken: that of the notes themselves. */
    public static final int MAX_CHECKPOINT = Note.MAX_BYTES;

    static final String CHECKPOINT = "checkpoint";

    private final Jobs jobs;
    private final AccessLog accessLog;
    private final Scope scope;

    Audits(Jobs jobs, AccessLog accessLog, Scope scope) {
        this.jobs = jobs;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /**
     * Queues an audit of the whole repository.
     *
     * @param checkpoint the text of a checkpoint that the caller kept, which the log must contain
     * @param alongside becomes durable with the job or not at all
     */
    @Transactional
    public Outcome<JobId> request(Caller caller, @Nullable String checkpoint, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.hasAny(Role.AUDITOR, Role.CUSTODIAN, Role.OPERATOR)) {
            accessLog.denied(caller.actor(), "AUDIT", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        JsonObject.Builder params = JsonObject.builder();
        if (checkpoint != null) {
            params.put(CHECKPOINT, checkpoint);
        }
        JobId id = jobs.submit(KIND, caller, params.build());
        alongside.accept(id.value());
        return Outcome.done(id);
    }
}
