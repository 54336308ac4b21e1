package org.sillok.identity.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.identity.Users;
import org.sillok.web.CallerProvider;
import org.sillok.web.Query;

/** What becomes of a user. */
@Path("/api/v1/users/{user}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Parties and users")
public class UserStatusResource {
    private final Users users;
    private final CallerProvider callers;

    UserStatusResource(Users users, CallerProvider callers) {
        this.users = users;
        this.callers = callers;
    }

    @POST
    @Path("/disable")
    @Operation(
            operationId = "disableUser",
            summary = "Refuse a user's tokens from now on",
            description = "Role: custodian. Cannot be undone: create another user instead. Repeating it is harmless.")
    @APIResponse(
            responseCode = "200",
            description = "The disabled user",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    public Response disable(@PathParam("user") String user, @Context UriInfo uri) {
        Query.none(uri);
        UserView view = UserView.of(users.disable(callers.steppedUp(), user).orThrow());
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }
}
