package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.ProgramAdmission;
import org.sillok.identity.Role;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** One answer for what does not exist and what another organisation has; the attempt is recorded. */
@ApplicationScoped
class Denials {
    private final AccessLog accessLog;

    Denials(AccessLog accessLog) {
        this.accessLog = accessLog;
    }

    static boolean mayWork(Caller caller) {
        return caller.has(Role.CONTRIBUTOR);
    }

    <T> Outcome<T> denied(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(mayWork(caller) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }

    /** A program is none of two people, not even the first. */
    <T> Outcome<T> program(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(ProblemCode.FORBIDDEN, ProgramAdmission.NO_PERSON);
    }

    /** Of two people one is not enough. */
    <T> Outcome<T> samePerson(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(ProblemCode.FORBIDDEN, "Who proposed it cannot confirm it: another person has to.");
    }
}
