package org.sillok.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Bodies that end before all of them has arrived: with poor lines an everyday thing, and no incident. */
@ApplicationScoped
class LineFaults implements KnownFaults {
    private static final Logger LOG = Logger.getLogger(LineFaults.class);

    @Override
    public Optional<Refusal> refusalOf(Throwable fault) {
        if (!(fault instanceof BrokenLineException)) {
            return Optional.empty();
        }
        LOG.debug("A line broke in the middle of a body");
        return Optional.of(new Refusal(ProblemCode.BAD_REQUEST, "The line broke before the whole body had arrived."));
    }
}
