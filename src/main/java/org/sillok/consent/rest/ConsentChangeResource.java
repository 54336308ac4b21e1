package org.sillok.consent.rest;

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
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.ConsentChanges;
import org.sillok.consent.Consents;
import org.sillok.consent.NewConsentVersion;
import org.sillok.consent.NewEvent;
import org.sillok.consent.SourceConsent;
import org.sillok.consent.core.ProposalId;
import org.sillok.identity.Caller;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Query;

/** What happens to a consent after it began. */
@Path(ConsentResource.PATH)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Consents")
public class ConsentChangeResource {
    private static final int ACCEPTED = 202;

    private final Consents consents;
    private final ConsentChanges changes;
    private final CallerProvider callers;
    private final Creation creation;

    ConsentChangeResource(Consents consents, ConsentChanges changes, CallerProvider callers, Creation creation) {
        this.consents = consents;
        this.changes = changes;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Path("/{consent}/versions")
    @Operation(
            operationId = "addConsentVersion",
            summary = "Record a new version of a consent",
            description =
                    "With the event GIVEN, REAFFIRMED, NARROWED or WIDENED. What provably permits no more acts at once;"
                            + " anything else waits until another person of the organisation confirms it. Send the ETag of the consent"
                            + " as If-Match. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "It is in force",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    @APIResponse(responseCode = "409", description = "It may not follow what is recorded")
    @APIResponse(responseCode = "412", description = "The consent has changed since it was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response addVersion(
            @PathParam("consent") String id,
            @Nullable ChangeBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        ChangeBody sent = Fields.body(body);
        NewConsentVersion version = Fields.required("version", sent.version()).read();
        NewEvent event = Fields.required("event", sent.event())
                .read("event/", version.content().expressedBy());
        Creation.Created created = creation.once(
                caller, headers, "POST " + ConsentResource.PATH + "/" + id + "/versions", sent, alongside -> {
                    SourceConsent before = consents.shown(caller, id).orThrow();
                    ETags.requireMatch(headers, ConsentView.etag(before));
                    return changes.addVersion(caller, id, before.revision(), version, event, alongside);
                });
        return answer(caller, id, created);
    }

    @POST
    @Path("/{consent}/events")
    @Operation(
            operationId = "addConsentEvent",
            summary = "Record what was said about a consent",
            description =
                    "REQUESTED, DEFERRED, REFUSED, WITHDRAWN, REVOKED_BY_OTHER, INVALIDATED, EXPIRED and UNKNOWN act at"
                            + " once. REAFFIRMED without a new version acts at once if nothing has lapsed; otherwise another person"
                            + " confirms it. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "It is recorded",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    @APIResponse(responseCode = "409", description = "It may not follow what is recorded")
    public Response addEvent(
            @PathParam("consent") String id,
            @Nullable EventBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        EventBody sent = Fields.body(body);
        NewEvent event = sent.read("", null);
        Creation.Created created = creation.once(
                caller,
                headers,
                "POST " + ConsentResource.PATH + "/" + id + "/events",
                sent,
                alongside -> changes.addEvent(caller, id, event, alongside));
        return answer(caller, id, created);
    }

    @POST
    @Path("/{consent}/proposals/{proposal}/confirm")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "confirmConsentProposal",
            summary = "Confirm what another person proposed",
            description = "By another person of the same organisation. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "It is in force",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    @APIResponse(responseCode = "409", description = "It was ruled on, or something was recorded since")
    public Response confirm(
            @PathParam("consent") String id,
            @PathParam("proposal") String proposal,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        Creation.Created created = creation.once(
                caller,
                headers,
                "POST " + ConsentResource.PATH + "/" + id + "/proposals/" + proposal + "/confirm",
                "",
                alongside -> changes.confirm(caller, id, proposal, alongside));
        return answer(caller, id, created);
    }

    @POST
    @Path("/{consent}/proposals/{proposal}/reject")
    @Operation(
            operationId = "rejectConsentProposal",
            summary = "Set aside what was proposed",
            description = "Who proposed it may do so, too. Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The consent",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    public Response reject(
            @PathParam("consent") String id,
            @PathParam("proposal") String proposal,
            @Nullable RejectionBody body,
            @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        changes.reject(caller, id, proposal, Fields.body(body).read()).orThrow();
        return shown(caller, id, Response.ok()).build();
    }

    private Response answer(Caller caller, String id, Creation.Created created) {
        boolean waits = created.id().startsWith(ProposalId.PREFIX);
        Response.ResponseBuilder answer = waits
                ? Response.status(ACCEPTED)
                : Response.created(URI.create(ConsentResource.PATH + "/" + id + "/events"));
        return created.answer(shown(caller, id, answer));
    }

    private Response.ResponseBuilder shown(Caller caller, String id, Response.ResponseBuilder answer) {
        SourceConsent consent = consents.shown(caller, id).orThrow();
        return answer.header(HttpHeaders.ETAG, ConsentView.etag(consent)).entity(ConsentView.of(consent));
    }
}
