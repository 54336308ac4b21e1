package org.sillok.sharing.rest;

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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.sharing.Treatments;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Transformation;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** What was really done when a version was made. */
@Path("/api/v1/items/{item}/versions/{number}/treatments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Sharing")
public class TreatmentResource {
    private final Treatments treatments;
    private final CallerProvider callers;
    private final Creation creation;

    TreatmentResource(Treatments treatments, CallerProvider callers, Creation creation) {
        this.treatments = treatments;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeTreatment",
            summary = "Say what was done when a version was made",
            description = "Counts only once another person of the organisation has approved it. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "Proposed",
            content = @Content(schema = @Schema(implementation = TreatmentView.class)))
    @APIResponse(responseCode = "409", description = "The version was made from no other")
    public Response propose(
            @PathParam("item") String item,
            @PathParam("number") String number,
            @Nullable TreatmentBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.person();
        TreatmentBody sent = Fields.body(body);
        Set<Transformation> done = sent.toTransformations();
        MaterialRef version = Bodies.version(item, number);
        String path = "/api/v1/items/" + version.item() + "/versions/" + version.version() + "/treatments";
        Creation.Created created = creation.once(
                caller,
                headers,
                "POST " + path,
                sent,
                alongside -> treatments.propose(caller, version, done, alongside));
        TreatmentView view =
                TreatmentView.of(treatments.shown(caller, version, created.id()).orThrow());
        return created.answer(Response.created(URI.create(path)).entity(view));
    }

    @GET
    @Operation(
            operationId = "listTreatments",
            summary = "List what was done when a version was made",
            description = "Oldest first. Recorded as a look at the item. Role: contributor.")
    @APIResponse(responseCode = "200", description = "All of them")
    public Page<TreatmentView> list(
            @PathParam("item") String item, @PathParam("number") String number, @Context UriInfo uri) {
        Query.none(uri);
        return new Page<>(
                treatments.list(callers.caller(), Bodies.version(item, number)).orThrow().stream()
                        .map(TreatmentView::of)
                        .toList(),
                null);
    }

    @POST
    @Path("{treatment}/approve")
    @Operation(
            operationId = "approveTreatment",
            summary = "Approve what another person proposed",
            description = "Harmless when repeated. Role: contributor, and not the one who proposed it.")
    @APIResponse(
            responseCode = "200",
            description = "It counts from now on",
            content = @Content(schema = @Schema(implementation = TreatmentView.class)))
    @APIResponse(responseCode = "409", description = "It was revoked")
    public TreatmentView approve(
            @PathParam("item") String item,
            @PathParam("number") String number,
            @PathParam("treatment") String treatment,
            @Context UriInfo uri) {
        Query.none(uri);
        return TreatmentView.of(treatments
                .approve(callers.steppedUp(), Bodies.version(item, number), treatment)
                .orThrow());
    }

    @POST
    @Path("{treatment}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "revokeTreatment",
            summary = "Take back a treatment, proposed or approved",
            description =
                    "It does not count from now on. One person is enough. Harmless when repeated. Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "It does not count",
            content = @Content(schema = @Schema(implementation = TreatmentView.class)))
    public TreatmentView revoke(
            @PathParam("item") String item,
            @PathParam("number") String number,
            @PathParam("treatment") String treatment,
            TreatmentBody.@Nullable Revocation body,
            @Context UriInfo uri) {
        Query.none(uri);
        String reason = Fields.body(body).toReason();
        return TreatmentView.of(treatments
                .revoke(callers.caller(), Bodies.version(item, number), treatment, reason)
                .orThrow());
    }
}
