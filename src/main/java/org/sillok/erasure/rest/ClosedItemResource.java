package org.sillok.erasure.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.ClosedItems;
import org.sillok.kernel.Position;
import org.sillok.web.CallerProvider;
import org.sillok.web.Fields;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** What a restore has closed. */
@Path("/api/v1/closed-items")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Erasures")
public class ClosedItemResource {
    // The cursor names what is closed, by its id; the time in it is there because every cursor has one.
    private static final Instant NO_TIME = Instant.EPOCH;

    private final ClosedItems items;
    private final CallerProvider callers;

    ClosedItemResource(ClosedItems items, CallerProvider callers) {
        this.items = items;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listClosedItems",
            summary = "List what was held, withdrawn or ended after the backup that was restored",
            description = "Nothing of it is released before two custodians have opened it. Roles: custodian; auditor.")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page, by id")
    public Page<ClosedItemView> list(@Context UriInfo uri) {
        Query query = Query.of("closed-items", uri);
        Position after = query.after();
        return query.page(
                items.list(callers.caller(), after == null ? null : after.id(), query.limit())
                        .orThrow(),
                closed -> new Position(NO_TIME, closed.subject()),
                ClosedItemView::of);
    }

    @POST
    @Path("{item}/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeReopening",
            summary = "Propose to open what a restore has closed",
            description =
                    "Once whoever held, withdrew or ended it has said so again, or it was lifted. It stays closed until"
                            + " another custodian confirms. Role: custodian.")
    @APIResponse(responseCode = "204", description = "Proposed")
    @APIResponse(responseCode = "404", description = "It is not closed")
    public Response propose(@PathParam("item") String item, @Nullable ReasonBody body, @Context UriInfo uri) {
        Query.none(uri);
        items.propose(callers.person(), item, Fields.body(body).toText()).orThrow();
        return Response.noContent().build();
    }

    @POST
    @Path("{item}/reopen/confirm")
    @Operation(
            operationId = "reopenItem",
            summary = "Open what another custodian has proposed to open",
            description = "From now on it can be released again. Role: custodian, and not the one who proposed it.")
    @APIResponse(responseCode = "204", description = "Opened")
    @APIResponse(responseCode = "403", description = "The caller proposed it")
    @APIResponse(responseCode = "409", description = "Nobody proposed it, or something has closed it since")
    public Response reopen(@PathParam("item") String item, @Context UriInfo uri) {
        Query.none(uri);
        items.reopen(callers.steppedUp(), item).orThrow();
        return Response.noContent().build();
    }
}
