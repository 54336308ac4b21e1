package org.sillok.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.kernel.JobId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.IdentityRewrapping;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekStatus;

/** Asks for rotations, shows which key-encryption keys are in use, and retires those that are not. */
@ApplicationScoped
public class KeyRotations {
    /** The kind of job that a rotation is. */
    public static final String KIND = "KEY_ROTATION";

    /** The same for the keys of identities. */
    public static final String IDENTITIES = "IDENTITY_KEY_ROTATION";

    private final KekRegister keks;
    private final IdentityRewrapping identities;
    private final RotationRecord record;
    private final Jobs jobs;
    private final AccessLog accessLog;
    private final Scope scope;

    KeyRotations(
            KekRegister keks,
            IdentityRewrapping identities,
            RotationRecord record,
            Jobs jobs,
            AccessLog accessLog,
            Scope scope) {
        this.keks = keks;
        this.identities = identities;
        this.record = record;
        this.jobs = jobs;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** Which key-encryption keys are known, how many keys each wraps, and whether each can be used now. */
    @Transactional
    public Outcome<List<KekStatus>> status(Caller caller) {
        return status(caller, keks::status);
    }

    /** The same of the key-encryption keys of identities. */
    @Transactional
    public Outcome<List<KekStatus>> identityStatus(Caller caller) {
        return status(caller, identities::status);
    }

    private Outcome<List<KekStatus>> status(Caller caller, Supplier<List<KekStatus>> keys) {
        scope.enter(caller);
        if (!caller.hasAny(Role.AUDITOR, Role.CUSTODIAN, Role.OPERATOR)) {
            return denied(caller, "LIST_KEYS");
        }
        List<KekStatus> status = keys.get();
        accessLog.listed(caller.actor(), "KEYS", status.size());
        return Outcome.done(status);
    }

    /**
     * Queues a rotation, unless one waits or runs already. What moves everything to the current key names the one that is so
     * here: of the replicas none moves it to another.
     *
     * @param alongside becomes durable with the job or not at all
     */
    @Transactional
    public Outcome<JobId> request(Caller caller, RotationOrder order, Consumer<String> alongside) {
        return request(caller, KIND, keks::current, order, alongside);
    }

    /** The same for the key-encryption keys of identities. */
    @Transactional
    public Outcome<JobId> requestOfIdentities(Caller caller, RotationOrder order, Consumer<String> alongside) {
        return request(caller, IDENTITIES, identities::current, order, alongside);
    }

    private Outcome<JobId> request(
            Caller caller, String kind, Supplier<String> key, RotationOrder order, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.hasAny(Role.CUSTODIAN, Role.OPERATOR)) {
            return denied(caller, "ROTATE_KEYS");
        }
        RotationOrder named = order;
        if (!order.steps().makes()) {
            String current = key.get();
            String to = order.to();
            if (to != null && !to.equals(current)) {
                return Outcome.refused(ProblemCode.CONFLICT, "The current key is " + current + " here.");
            }
            named = new RotationOrder(order.steps(), current);
        }
        Outcome<JobId> submitted = jobs.submitAlone(kind, caller, named.toJson());
        if (submitted instanceof Outcome.Done<JobId> done) {
            alongside.accept(done.value().value());
        }
        return submitted;
    }

    /** Declares that a former key is not needed any more: from then on it may be missing. Harmless when repeated. */
    @Transactional
    public Outcome<List<KekStatus>> retire(Caller caller, String kek) {
        scope.enter(caller);
        if (!caller.hasAny(Role.CUSTODIAN, Role.OPERATOR)) {
            return denied(caller, "RETIRE_KEY");
        }
        Outcome<List<KekStatus>> retired = retire(kek);
        if (retired instanceof Outcome.Done) {
            accessLog.administered(caller.actor(), "RETIRE_KEY", List.of(Fact.of(Field.DETAILS, kek)));
        }
        return retired;
    }

    /** The same without a caller, for the program itself. */
    public Outcome<List<KekStatus>> retire(String kek) {
        List<KekStatus> before = keks.status();
        KekStatus key = before.stream()
                .filter(each -> each.kek().equals(kek))
                .findFirst()
                .orElse(null);
        if (key == null) {
            return Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
        } else if (key.retired()) {
            return Outcome.done(before);
        } else if (key.current()) {
            return Outcome.refused(ProblemCode.CONFLICT, "It is the current key.");
        } else if (record.retire(kek) > 0) {
            return Outcome.refused(ProblemCode.CONFLICT, "Keys are still wrapped under it: rotate first.");
        }
        return Outcome.done(keks.status());
    }

    private <T> Outcome<T> denied(Caller caller, String action) {
        accessLog.denied(caller.actor(), action, "");
        return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
    }
}
