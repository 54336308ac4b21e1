package org.sillok.discovery.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
import org.sillok.discovery.Discoveries;
import org.sillok.identity.Caller;
import org.sillok.web.Accepted;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Query;

/** Searches. The question is a body, because addresses are written down on their way. */
@Path("/api/v1/discoveries")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Discovery", description = "Finding items without disclosing them.")
public class DiscoveryResource {
    private static final String REBUILDS = "/api/v1/discoveries/rebuilds";

    private final Discoveries discoveries;
    private final CallerProvider callers;
    private final Creation creation;

    DiscoveryResource(Discoveries discoveries, CallerProvider callers, Creation creation) {
        this.discoveries = discoveries;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "discover",
            summary = "Search",
            description = "With \"ask\": among what others deposited and permit to be discovered (role: investigator)."
                    + " Without: among the items of the caller's own organisation (role: contributor). What may"
                    + " not be discovered is not counted either. Creates nothing; every search is on the record,"
                    + " without its words.")
    @APIResponse(
            responseCode = "200",
            description = "One page",
            content = @Content(schema = @Schema(implementation = DiscoveryView.class)))
    public DiscoveryView discover(@Nullable DiscoveryBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        return DiscoveryView.of(
                discoveries.search(caller, Questions.read(Fields.body(body))).orThrow());
    }

    @POST
    @Path("/rebuilds")
    @Operation(
            operationId = "rebuildDiscovery",
            summary = "Compute anew what is searched",
            description = "Roles: custodian, operator. Searches go on meanwhile.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "409", description = "A rebuild waits or runs already")
    public Response rebuild(
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        return creation.once(
                        caller, headers, "POST " + REBUILDS, "", alongside -> discoveries.rebuild(caller, alongside))
                .accepted();
    }
}
