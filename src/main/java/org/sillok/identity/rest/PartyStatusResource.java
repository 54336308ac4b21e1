package org.sillok.identity.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
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
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.Party;
import org.sillok.identity.core.PartyStatus;
import org.sillok.web.CallerProvider;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.Query;

/** Whether an organisation acts. */
@Path("/api/v1/parties/{party}/status")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Parties and users")
public class PartyStatusResource {
    private static final int MAX_REASON_LENGTH = 2000;

    /** The status that an organisation gets. */
    @Schema(name = "PartyStatusChange")
    public record Body(
            @Schema(required = true) @Nullable PartyStatus status,

            @Schema(required = true, maxLength = MAX_REASON_LENGTH, description = "Goes on the custody log, sealed")
            @Nullable
            String reason) {}

    private final Parties parties;
    private final CallerProvider callers;

    PartyStatusResource(Parties parties, CallerProvider callers) {
        this.parties = parties;
        this.callers = callers;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setPartyStatus",
            summary = "Let an organisation act, or no longer",
            description =
                    "An inactive organisation's tokens are refused and nothing is released to it. Needs the entity"
                            + " tag of the organisation in If-Match. Role: custodian.")
    @APIResponse(
            responseCode = "200",
            description = "The organisation",
            content = @Content(schema = @Schema(implementation = PartyView.class)))
    public Response set(
            @PathParam("party") String id, @Nullable Body body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        Body sent = Fields.body(body);
        PartyStatus status = Fields.required("status", sent.status());
        String reason = Fields.text("reason", sent.reason(), MAX_REASON_LENGTH);
        Party before = parties.toChange(caller, id).orThrow();
        ETags.requireMatch(headers, PartyView.of(before).etag());
        PartyView view = PartyView.of(parties.setStatus(caller, before.id(), before.status(), status, reason)
                .orThrow());
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }
}
