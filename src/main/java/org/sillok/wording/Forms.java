package org.sillok.wording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.wording.core.ConsentForm;
import org.sillok.wording.core.Document;
import org.sillok.wording.core.Language;

/** Empty forms for those who collect. A form is about nobody, so only a denial is recorded. */
@ApplicationScoped
public class Forms {
    private final AccessLog accessLog;
    private final Scope scope;

    Forms(AccessLog accessLog, Scope scope) {
        this.accessLog = accessLog;
        this.scope = scope;
    }

    @Transactional
    public Outcome<Document> consent(Caller caller, Language language) {
        scope.enter(caller);
        if (!caller.has(Role.CONTRIBUTOR)) {
            accessLog.denied(caller.actor(), "GET_FORM", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        return Outcome.done(ConsentForm.of(language));
    }
}
