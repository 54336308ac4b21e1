package org.sillok.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.TokenException;

/** A token with a signing key that does not answer. */
@ApplicationScoped
class SigningFaults implements KnownFaults {
    @Override
    public Optional<Refusal> refusalOf(Throwable fault) {
        return fault instanceof TokenException
                ? Optional.of(Refusal.of(ProblemCode.SIGNING_UNAVAILABLE))
                : Optional.empty();
    }
}
