package org.sillok.web;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Admission;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.TokenClaims;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

/**
 * The caller of the current request. The first call asks the database whether the user and the party of the token are
 * still active, so resources call it outside of transactions and before anything else.
 */
@RequestScoped
public class CallerProvider {
    private final SecurityIdentity identity;
    private final Admission admission;
    private @Nullable Caller caller;

    CallerProvider(SecurityIdentity identity, Admission admission) {
        this.identity = identity;
        this.admission = admission;
    }

    /**
     * Who asks.
     *
     * @throws ProblemException {@code unauthenticated} or {@code party-inactive}
     */
    public Caller caller() {
        Caller known = caller;
        if (known == null) {
            known = admission.admit(claims()).orThrow();
            caller = known;
        }
        return known;
    }

    private TokenClaims claims() {
        if (identity.isAnonymous()
                || !(identity.getPrincipal() instanceof JsonWebToken token)
                || token.getSubject() == null) {
            throw new ProblemException(ProblemCode.UNAUTHENTICATED, "The token names no user.");
        }
        Set<Role> roles = identity.getRoles().stream()
                .map(Role::ofClaim)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        @Nullable Object party = token.getClaim("party");
        @Nullable String issuer = token.getIssuer();
        return new TokenClaims(
                issuer == null ? "" : issuer, token.getSubject(), party == null ? null : party.toString(), roles);
    }
}
