package org.sillok.odrl;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Supplier;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.json.JsonValue;
import org.sillok.odrl.core.Draft;
import org.sillok.odrl.core.OdrlException;
import org.sillok.odrl.core.Policy;
import org.sillok.odrl.core.PolicyReader;
import org.sillok.odrl.core.PolicyWriter;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.TermFault;

/** Checks drafts of clauses and translates them, for those who write terms. Nothing of a draft is kept or recorded; a denial is. */
@ApplicationScoped
public class TermsDesk {
    private final AccessLog accessLog;
    private final Scope scope;

    TermsDesk(AccessLog accessLog, Scope scope) {
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** What would be refused if the clauses were entered; empty if nothing. */
    @Transactional
    public Outcome<List<TermFault>> check(Caller caller, JsonValue draft) {
        return writer(
                caller,
                "CHECK_TERMS",
                ProblemCode.INVALID_FIELD,
                () -> Draft.read(draft).faults());
    }

    /** The clauses as an ODRL policy, a document of the profile. */
    @Transactional
    public Outcome<String> export(Caller caller, JsonValue draft) {
        return writer(
                        caller,
                        "EXPORT_TERMS",
                        ProblemCode.INVALID_FIELD,
                        () -> Draft.read(draft).toPolicy())
                .then(policy -> translated(ProblemCode.ODRL_NOT_EXPRESSIBLE, () -> PolicyWriter.text(policy)));
    }

    /** What a document of the profile says. */
    @Transactional
    public Outcome<Policy> read(Caller caller, JsonValue document) {
        return writer(caller, "IMPORT_TERMS", ProblemCode.ODRL_REFUSED, () -> PolicyReader.read(document));
    }

    private <T> Outcome<T> writer(Caller caller, String action, ProblemCode code, Supplier<T> work) {
        if (!caller.hasAny(Role.CONTRIBUTOR, Role.CUSTODIAN)) {
            scope.enter(caller);
            accessLog.denied(caller.actor(), action, "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        return translated(code, work);
    }

    private static <T> Outcome<T> translated(ProblemCode code, Supplier<T> work) {
        try {
            return Outcome.done(work.get());
        } catch (OdrlException e) {
            return Outcome.refused(Refusal.at(code, e.path(), String.valueOf(e.getMessage())));
        }
    }
}
