package org.sillok.sharing.rest;

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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.json.CompactJson;
import org.sillok.sharing.Impacts;
import org.sillok.sharing.core.ImpactAsk;
import org.sillok.web.Accepted;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Query;

/** What a change would come to. */
@Path("/api/v1/impacts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Sharing")
public class ImpactResource {
    private static final String PATH = "/api/v1/impacts";

    private final Impacts impacts;
    private final CallerProvider callers;
    private final Creation creation;

    ImpactResource(Impacts impacts, CallerProvider callers, Creation creation) {
        this.impacts = impacts;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestImpact",
            summary = "Ask what a change of a consent or an agreement would come to",
            description =
                    "A job that decides about everything the change concerns, before and after it, and changes nothing."
                            + " Its result counts outcomes per counterparty and names the first versions that change."
                            + " Role: contributor.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ImpactSchema.class)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "404", description = "There is no such agreement under which the organisation provides")
    public Response request(
            byte[] body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        ImpactAsk asked = Bodies.read(body, ImpactAsk::read);
        return creation.once(
                        caller,
                        headers,
                        "POST " + PATH,
                        CompactJson.text(asked.json()),
                        alongside -> impacts.request(caller, asked, alongside))
                .accepted();
    }
}
