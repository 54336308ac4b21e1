package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.Evidence;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Term;
import org.sillok.terms.TermFault;
import org.sillok.terms.TermRules;

/** What has to hold of a permission that answers a consultation. Called in the system's scope, which it leaves so. */
@ApplicationScoped
class AnswerAdmission {
    private final Evidence evidence;
    private final Scope scope;

    AnswerAdmission(Evidence evidence, Scope scope) {
        this.evidence = evidence;
        this.scope = scope;
    }

    /**
     * What speaks against it; empty if nothing does.
     *
     * @param consent whether it says what a source said, which needs evidence
     */
    Optional<Refusal> objection(Caller caller, Term said, @Nullable MaterialRef shows, boolean consent) {
        if (!said.permits()) {
            return invalid("/clause/effect", "To refuse, refuse the consultation.");
        }
        List<TermFault> faults = TermRules.check(said);
        if (!faults.isEmpty()) {
            return invalid("/clause" + faults.get(0).path(), faults.get(0).message());
        }
        if (shows == null) {
            return consent
                    ? invalid("/evidence", "It is required: an item that shows what the source said.")
                    : Optional.empty();
        }
        scope.enter(caller);
        boolean own = evidence.isOwn(caller, shows.item(), shows.version());
        scope.enterSystem();
        return own
                ? Optional.empty()
                : invalid("/evidence", "There is no such version of an item of your organisation.");
    }

    private static Optional<Refusal> invalid(String pointer, String detail) {
        return Optional.of(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }
}
