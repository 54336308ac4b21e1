package org.sillok.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.sillok.identity.Program;
import org.sillok.identity.ProgramAdmission;
import org.sillok.identity.Role;

/** Takes API tokens beside those of the OpenID provider. One that does not count is refused like any other bad token. */
@ApplicationScoped
public class ApiTokenProvider implements IdentityProvider<ApiTokenRequest> {
    private final ProgramAdmission programs;

    ApiTokenProvider(ProgramAdmission programs) {
        this.programs = programs;
    }

    @Override
    public Class<ApiTokenRequest> getRequestType() {
        return ApiTokenRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApiTokenRequest request, AuthenticationRequestContext context) {
        // The database is asked, which must not happen on the thread that serves connections.
        return context.runBlocking(() -> identity(request));
    }

    private SecurityIdentity identity(ApiTokenRequest request) {
        Program program = programs.of(request.bearer()).orElseThrow(AuthenticationFailedException::new);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new ProgramPrincipal(program, request.onlyReads()))
                .addRoles(program.caller().roles().stream().map(Role::claim).collect(Collectors.toSet()))
                .build();
    }
}
