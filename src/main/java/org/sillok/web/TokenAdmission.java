package org.sillok.web;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Admission;
import org.sillok.identity.Caller;
import org.sillok.identity.IdentityConfig;
import org.sillok.identity.ProgramAdmission;
import org.sillok.identity.Role;
import org.sillok.identity.TokenClaims;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/**
 * Turns whatever token was verified into a caller, for whatever is asked with it. The roles in a token say what somebody may
 * ask for; only this says whether the user and the organisation still are, and which of those roles count.
 */
@ApplicationScoped
class TokenAdmission {
    private final Admission admission;
    private final ProgramAdmission programs;
    private final IdentityConfig config;

    TokenAdmission(Admission admission, ProgramAdmission programs, IdentityConfig config) {
        this.admission = admission;
        this.programs = programs;
        this.config = config;
    }

    /** Who asks. Waits for the database, and is called outside of transactions. */
    Outcome<Caller> admit(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof ProgramPrincipal principal) {
            return programs.permit(principal.program(), principal.onlyReads());
        }
        if (identity.isAnonymous()
                || !(identity.getPrincipal() instanceof JsonWebToken token)
                || token.getSubject() == null) {
            return Outcome.refused(ProblemCode.UNAUTHENTICATED, "The token names no user.");
        }
        return admission.admit(claims(token, identity.getRoles()));
    }

    private TokenClaims claims(JsonWebToken token, Set<String> groups) {
        Set<Role> roles =
                groups.stream().map(Role::ofClaim).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
        @Nullable Object party = token.getClaim(config.partyClaim());
        @Nullable String issuer = token.getIssuer();
        return new TokenClaims(
                issuer == null ? "" : issuer,
                token.getSubject(),
                party == null ? null : party.toString(),
                roles,
                authenticated(token) > 0);
    }

    /** When a person authenticated, in seconds since 1970; zero if the token does not say. */
    static long authenticated(JsonWebToken token) {
        @Nullable Object authenticated = token.getClaim("auth_time");
        // A claim that is not there is read as zero.
        return authenticated instanceof Number number ? Math.max(0, number.longValue()) : 0;
    }
}
