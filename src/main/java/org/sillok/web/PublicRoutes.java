package org.sillok.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.regex.Pattern;
import org.sillok.identity.Role;

/**
 * The list of routes that answer without a token; every other one, existing or not, demands one. Applies to every
 * request the HTTP server takes, before any resource. What is not listed is closed.
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
    private static final Set<String> MAY_SEE_METRICS =
            Set.of(Role.OPERATOR.claim(), Role.CUSTODIAN.claim(), Role.AUDITOR.claim());

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
        return identity.map(caller -> decide(path, caller) ? CheckResult.PERMIT : CheckResult.DENY);
    }

    private static boolean decide(String path, SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            return false;
        }
        return !METRICS.matcher(path).matches() || caller.getRoles().stream().anyMatch(MAY_SEE_METRICS::contains);
    }
}
