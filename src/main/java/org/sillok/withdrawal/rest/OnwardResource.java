package org.sillok.withdrawal.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.Position;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;
import org.sillok.withdrawal.NewOnwardTransfer;
import org.sillok.withdrawal.OnwardTransfers;

/** What recipients have passed on. */
@Path("/api/v1/bundles/{bundle}/onward-transfers")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Withdrawals")
public class OnwardResource {
    private final OnwardTransfers transfers;
    private final CallerProvider callers;
    private final Creation creation;

    OnwardResource(OnwardTransfers transfers, CallerProvider callers, Creation creation) {
        this.transfers = transfers;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reportOnwardTransfer",
            summary = "Report to whom you have passed on something of a bundle",
            description =
                    "It does not permit anything. A report is never changed: who was mistaken reports anew. Role: investigator"
                            + " of the recipient.")
    @APIResponse(
            responseCode = "201",
            description = "It is on record",
            content = @Content(schema = @Schema(implementation = OnwardView.class)))
    @APIResponse(responseCode = "404", description = "There is no such bundle, or it does not concern you")
    @APIResponse(responseCode = "409", description = "The bundle is not sealed")
    public Response report(
            @PathParam("bundle") String bundle,
            @Nullable OnwardBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        OnwardBody sent = Fields.body(body);
        NewOnwardTransfer said = sent.read();
        String path = "/api/v1/bundles/" + bundle + "/onward-transfers";
        Creation.Created created = creation.once(
                caller, headers, "POST " + path, sent, alongside -> transfers.report(caller, bundle, said, alongside));
        OnwardView view =
                OnwardView.of(transfers.shown(caller, bundle, created.id()).orThrow());
        return created.answer(Response.created(URI.create(path)).entity(view));
    }

    @GET
    @Operation(
            operationId = "listOnwardTransfers",
            summary = "List to whom something of a bundle was passed on",
            description =
                    "As its recipient says. All of it to the recipient (investigator) and to custodians; to those whose material"
                            + " is in it (contributor) what is about their own, without numbers. Recorded as a look.")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    public Page<OnwardView> list(@PathParam("bundle") String bundle, @Context UriInfo uri) {
        Query query = Query.of("bundles/" + bundle + "/onward-transfers", uri);
        return query.page(
                transfers
                        .list(callers.caller(), bundle, query.after(), query.limit())
                        .orThrow(),
                transfer -> new Position(transfer.recordedAt(), transfer.id().value()),
                OnwardView::of);
    }
}
