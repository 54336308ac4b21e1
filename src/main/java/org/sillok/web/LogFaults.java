package org.sillok.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sillok.log.LogRefusesException;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** A log whose database is not the one that it signed. The reason is for the operator, who finds it on health. */
@ApplicationScoped
class LogFaults implements KnownFaults {
    @Override
    public Optional<Refusal> refusalOf(Throwable fault) {
        return fault instanceof LogRefusesException
                ? Optional.of(Refusal.of(ProblemCode.LOG_REFUSES))
                : Optional.empty();
    }
}
