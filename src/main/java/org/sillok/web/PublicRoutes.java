package org.sillok.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.problem.Outcome;

/**
 * The list of routes that answer without a token; every other one, existing or not, demands one. Applies to every
 * request the HTTP server takes, before any resource. What is not listed is closed. Metrics have no resource that would ask
 * who the caller is, so that is asked here.
 */
@ApplicationScoped
public class PublicRoutes implements HttpSecurityPolicy {
    private static final Pattern PUBLIC = Pattern.compile("/log/(checkpoint|vkey|policy|trusted_root\\.json)"
            // Hash tiles have a level; entry bundles (tile/entries) have none.
            + "|/log/tile/[0-9]{1,2}/[0-9x]{3,4}(/x?[0-9]{3}){0,8}(\\.p/[0-9]{1,3})?"
            // What was stamped, and what the authorities answered.
            + "|/log/time-stamps(/[1-9][0-9]{0,17}/(checkpoint|[a-z0-9-]{1,32}\\.(tsr|([1-9]\\.)?crl)))?"
            + "|/recalls"
            + "|/problems(/[a-z-]{1,64})?"
            + "|/q/health(/(live|ready|started|well))?"
            + "|/q/openapi"
            + "|/q/swagger-ui(/[A-Za-z0-9._-]*)?");

    private static final Pattern METRICS = Pattern.compile("/q/metrics(/.*)?");

    private final TokenAdmission admission;

    PublicRoutes(TokenAdmission admission) {
        this.admission = admission;
    }

    /** Whether a path answers without a token. */
    public static boolean isPublic(String path) {
        return PUBLIC.matcher(path).matches();
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        String path = request.normalizedPath();
        if (isPublic(path)) {
            return CheckResult.permit();
        }
        // The database is asked, which must not happen on the thread that serves connections.
        return METRICS.matcher(path).matches()
                ? context.runBlocking(request, identity, (same, caller) -> result(maySeeMetrics(caller)))
                : identity.map(caller -> result(!caller.isAnonymous()));
    }

    private boolean maySeeMetrics(SecurityIdentity identity) {
        return !identity.isAnonymous()
                && admission.admit(identity) instanceof Outcome.Done<Caller> admitted
                && admitted.value().hasAny(Role.OPERATOR, Role.CUSTODIAN, Role.AUDITOR);
    }

    private static CheckResult result(boolean permitted) {
        return permitted ? CheckResult.PERMIT : CheckResult.DENY;
    }
}
