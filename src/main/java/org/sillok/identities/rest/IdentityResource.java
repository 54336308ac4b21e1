package org.sillok.identities.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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
import org.jspecify.annotations.Nullable;
import org.sillok.identities.Identities;
import org.sillok.identities.IdentityStatus;
import org.sillok.identities.core.Identity;
import org.sillok.identity.Caller;
import org.sillok.web.CallerProvider;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.Query;

/** Who a source is: goes in here, and never comes out here. */
@Path("/api/v1/sources/{source}/identity")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Identities",
        description =
                "Who sources are: sealed under keys of their own, opened by custodians only, each time on the record.")
public class IdentityResource {
    private final Identities identities;
    private final CallerProvider callers;

    IdentityResource(Identities identities, CallerProvider callers) {
        this.identities = identities;
        this.callers = callers;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "recordIdentity",
            summary = "Record who a source is",
            description =
                    "Also in the place of what was recorded before: then If-Match has the entity tag of the status."
                            + " Nobody reads it back here. Role: contributor of the source's organisation.")
    @APIResponse(
            responseCode = "200",
            description = "That it is recorded",
            content = @Content(schema = @Schema(implementation = IdentityStatusView.class)))
    public Response record(
            @PathParam("source") String source,
            @Nullable IdentityBody body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        Identity identity = Fields.body(body).toIdentity();
        IdentityStatus before = identities.toRecord(caller, source).orThrow();
        if (before.version() > 0) {
            ETags.requireMatch(headers, IdentityStatusView.of(before).etag());
        }
        IdentityStatusView view = IdentityStatusView.of(
                identities.record(caller, before, identity).orThrow());
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }

    @GET
    @Operation(
            operationId = "getIdentityStatus",
            summary = "Show whether a source's identity is recorded",
            description = "Nothing of what it says. Role: contributor of the source's organisation.")
    @APIResponse(
            responseCode = "200",
            description = "Whether, when and by whom",
            content = @Content(schema = @Schema(implementation = IdentityStatusView.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response status(@PathParam("source") String source, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        IdentityStatusView view = IdentityStatusView.of(
                identities.status(callers.caller(), source).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }
}
