package org.sillok.problem.rest;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.core.ApiTokenText;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.web.ApiTokenRequest;

/** OpenID Connect, and API tokens for programs, with a problem document as the answer to a missing or refused token, on every route. */
@Alternative
@Priority(1)
@ApplicationScoped
public class BearerChallenge implements HttpAuthenticationMechanism {
    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final OidcAuthenticationMechanism oidc;
    private final ProblemWriter problems;

    BearerChallenge(OidcAuthenticationMechanism oidc, ProblemWriter problems) {
        this.oidc = oidc;
        this.problems = problems;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        String bearer = bearer(request);
        return bearer != null && ApiTokenText.claimsToBe(bearer)
                ? identities.authenticate(new ApiTokenRequest(
                        bearer, READS.contains(request.request().method())))
                : oidc.authenticate(request, identities);
    }

    /** Before OpenID Connect's own mechanism, which would take an API token for one of its provider's. */
    @Override
    public int getPriority() {
        return 2 * DEFAULT_PRIORITY;
    }

    private static @Nullable String bearer(RoutingContext request) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        if (!request.response().ended()) {
            request.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problems.write(request, Refusal.of(ProblemCode.UNAUTHENTICATED), null);
        }
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        Set<Class<? extends AuthenticationRequest>> types = new HashSet<>(oidc.getCredentialTypes());
        types.add(ApiTokenRequest.class);
        return types;
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return oidc.getCredentialTransport(request);
    }
}
