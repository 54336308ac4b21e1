package org.sillok.bundle.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.Sealing;
import org.sillok.identity.Caller;
import org.sillok.kernel.BundleId;
import org.sillok.web.Accepted;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Query;

/** Sealing what was approved. */
@Path("/api/v1/requests/{request}/bundles")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Bundles")
public class SealResource {
    private final Sealing sealing;
    private final CallerProvider callers;
    private final Creation creation;

    SealResource(Sealing sealing, CallerProvider callers, Creation creation) {
        this.sealing = sealing;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "sealBundle",
            summary = "Seal what was approved",
            description =
                    "Roles: investigator of the organisation that asked, custodian. Whether it may be sealed is decided at"
                            + " once, and again when it is sealed. The bundle is there at once, in state SEALING; its id is"
                            + " in the job's result and in the list of bundles.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(
            responseCode = "409",
            description = "The request cannot be sealed now, the requester has no certificate to encrypt for, or the"
                    + " request is being sealed already")
    public Response seal(
            @PathParam("request") String request,
            @Nullable SealBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        SealBody sent = Fields.body(body);
        int revision = sent.toRevision();
        BundleId replaces = sent.toReplaces();
        return creation.once(
                        caller,
                        headers,
                        "POST /api/v1/requests/" + request + "/bundles",
                        sent,
                        alongside -> sealing.start(caller, request, revision, replaces, alongside))
                .accepted();
    }
}
