package org.sillok.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyDestroyedException;
import org.sillok.vault.TokenException;

/**
 * A token with a signing key that does not answer, a key that was destroyed for good, and a key-encryption key that is lost,
 * wrong or out of reach.
 */
@ApplicationScoped
class KeyFaults implements KnownFaults {
    @Override
    public Optional<Refusal> refusalOf(Throwable fault) {
        if (fault instanceof TokenException) {
            return Optional.of(Refusal.of(ProblemCode.SIGNING_UNAVAILABLE));
        }
        if (fault instanceof KeyDestroyedException) {
            // It was erased between the look and the reading.
            return Optional.of(Refusal.of(ProblemCode.ERASED));
        }
        return fault instanceof KekUnavailableException
                ? Optional.of(Refusal.of(ProblemCode.KEYS_UNAVAILABLE))
                : Optional.empty();
    }
}
