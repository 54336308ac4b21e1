package org.sillok.web;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.identity.ProgramAdmission;
import org.sillok.identity.Role;
import org.sillok.identity.StepUp;
import org.sillok.identity.core.Assurance;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;

/**
 * The caller of the current request. The first call asks the database whether the user and the party of the token are
 * still active, so resources call it outside of transactions and before anything else.
 */
@RequestScoped
public class CallerProvider {
    private final SecurityIdentity identity;
    private final TokenAdmission admission;
    private final ProgramAdmission programs;
    private final StepUp stepUp;
    private @Nullable Caller caller;

    CallerProvider(SecurityIdentity identity, TokenAdmission admission, ProgramAdmission programs, StepUp stepUp) {
        this.identity = identity;
        this.admission = admission;
        this.programs = programs;
        this.stepUp = stepUp;
    }

    /**
     * Who asks.
     *
     * @throws ProblemException {@code unauthenticated} or {@code party-inactive}; {@code forbidden} if a program with a token for
     *     reading writes
     */
    public Caller caller() {
        Caller known = caller;
        if (known == null) {
            known = admission.admit(identity).orThrow();
            caller = known;
        }
        return known;
    }

    /**
     * Who asks, for what takes a stronger authentication than the rest: see {@link StepUp}.
     *
     * @throws ProblemException as for {@link #caller}, and {@code insufficient-user-authentication} (RFC 9470)
     */
    public Caller steppedUp() {
        Caller known = caller();
        if (stepUp.require(known, assurance()) instanceof Outcome.Refused<Caller> refused) {
            throw new ProblemException(refused.refusal(), Map.of(HttpHeaders.WWW_AUTHENTICATE, stepUp.challenge()));
        }
        return known;
    }

    /**
     * Who asks, for what two people decide: also who only proposes it is one of them.
     *
     * @throws ProblemException as for {@link #caller}, and {@code forbidden} if it is a program
     */
    public Caller person() {
        return programs.person(caller()).orThrow();
    }

    /**
     * Who asks, for what only that role may.
     *
     * @throws ProblemException as for {@link #caller}, and {@code forbidden}
     */
    public Caller in(Role role) {
        Caller known = caller();
        if (!known.has(role)) {
            throw new ProblemException(Refusal.of(ProblemCode.FORBIDDEN));
        }
        return known;
    }

    private Assurance assurance() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Assurance.NONE;
        }
        @Nullable Object acr = token.getClaim("acr");
        long seconds = TokenAdmission.authenticated(token);
        return new Assurance(acr == null ? null : acr.toString(), seconds == 0 ? null : Instant.ofEpochSecond(seconds));
    }
}
