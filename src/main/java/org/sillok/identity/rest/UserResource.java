package org.sillok.identity.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.identity.NewUser;
import org.sillok.identity.Users;
import org.sillok.kernel.Position;
import org.sillok.kernel.UserId;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Users of organisations. */
@Path("/api/v1/parties/{party}/users")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Parties and users")
public class UserResource {
    private final Users users;
    private final CallerProvider callers;
    private final Creation creation;

    UserResource(Users users, CallerProvider callers, Creation creation) {
        this.users = users;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createUser",
            summary = "Create a user of an organisation",
            description = "Role: custodian. Custodians and operators belong to the repository's own party only.")
    @APIResponse(
            responseCode = "201",
            description = "The user",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    public Response create(
            @PathParam("party") String party,
            @Nullable UserBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        UserBody sent = Fields.body(body);
        NewUser user = sent.toNewUser();
        Creation.Created created = creation.once(
                caller,
                headers,
                "POST /api/v1/parties/" + party + "/users",
                sent,
                alongside -> users.create(caller, party, user, alongside));
        UserView view = UserView.of(users.shown(new UserId(created.id())));
        return created.answer(Response.status(Response.Status.CREATED)
                .header(HttpHeaders.ETAG, view.etag())
                .entity(view));
    }

    @GET
    @Operation(operationId = "listUsers", summary = "List an organisation's users", description = "Role: custodian.")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<UserView> list(
            @PathParam("party") String party,
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("users of " + party, uri);
        return query.page(
                users.list(caller, party, query.after(), query.limit()).orThrow(),
                user -> new Position(user.createdAt(), user.id().value()),
                UserView::of);
    }
}
