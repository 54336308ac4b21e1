package org.sillok.erasure.rest;

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
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.ErasureQuery;
import org.sillok.erasure.ErasureReading;
import org.sillok.erasure.Erasures;
import org.sillok.erasure.NewErasure;
import org.sillok.erasure.core.ErasureState;
import org.sillok.erasure.core.Text;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Position;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Erasures. */
@Path("/api/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Erasures",
        description =
                "What an organisation wants to be gone for good. Its staff proposes, a custodian confirms, and then keys"
                        + " are destroyed. What was here, and who did what with it, stays on record.")
public class ErasureResource {
    private static final String PATH = "/api/v1/erasures";
    // The cursor names an item, by its id; the time in it is there because every cursor has one.
    private static final Instant NO_TIME = Instant.EPOCH;

    private final Erasures erasures;
    private final ErasureReading reading;
    private final CallerProvider callers;
    private final Creation creation;

    ErasureResource(Erasures erasures, ErasureReading reading, CallerProvider callers, Creation creation) {
        this.erasures = erasures;
        this.reading = reading;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeErasure",
            summary = "Propose to erase items",
            description =
                    "With everything that was made from them. Nothing is destroyed before a custodian confirms it. Role:"
                            + " contributor of the organisation whose items they are.")
    @APIResponse(
            responseCode = "201",
            description = "Proposed",
            content = @Content(schema = @Schema(implementation = ErasureView.class)))
    @APIResponse(responseCode = "409", description = "One of them was erased, or is in an erasure that is open")
    public Response propose(
            @Nullable ErasureBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        ErasureBody sent = Fields.body(body);
        NewErasure wanted = sent.toNewErasure();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> erasures.propose(caller, wanted, alongside));
        ErasureView view = ErasureView.of(reading.shown(caller, created.id()).orThrow());
        return created.answer(Response.created(URI.create(PATH + "/" + view.id()))
                .header(HttpHeaders.ETAG, view.etag())
                .entity(view));
    }

    @GET
    @Operation(
            operationId = "listErasures",
            summary = "List erasures",
            description = "All (custodian, auditor), or those of your organisation (contributor).")
    @Parameter(name = "state", schema = @Schema(implementation = ErasureState.class))
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<ErasureView> list(@Context UriInfo uri) {
        Query query = Query.of("erasures", uri, "state");
        ErasureQuery wanted = new ErasureQuery(
                query.constant("state", ErasureState.class).orElse(null), query.after(), query.limit());
        return query.page(
                reading.list(callers.caller(), wanted).orThrow(),
                erasure -> new Position(erasure.proposed().at(), erasure.id().value()),
                ErasureView::of);
    }

    @GET
    @Path("{erasure}")
    @Operation(
            operationId = "getErasure",
            summary = "Show an erasure",
            description = "Roles: custodian; auditor; contributor of the organisation whose items they are.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ErasureView.class)))
    @APIResponse(responseCode = "404", description = "There is no such erasure, or it does not concern you")
    public Response get(@PathParam("erasure") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        ErasureView view = ErasureView.of(reading.get(callers.caller(), id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @GET
    @Path("{erasure}/items")
    @Operation(
            operationId = "listErasureItems",
            summary = "List the items of an erasure",
            description = "Those that were named, and what was made from them. Roles: as for the erasure itself.")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page, by id")
    public Page<ErasedItemView> items(@PathParam("erasure") String id, @Context UriInfo uri) {
        Query query = Query.of("erasures/" + id + "/items", uri);
        Position after = query.after();
        return query.page(
                reading.items(callers.caller(), id, after == null ? null : new ItemId(after.id()), query.limit())
                        .orThrow(),
                item -> new Position(NO_TIME, item.item().value()),
                ErasedItemView::of);
    }

    @POST
    @Path("{erasure}/confirm")
    @Operation(
            operationId = "confirmErasure",
            summary = "Confirm an erasure that somebody else proposed",
            description =
                    "There is no way back: keys are destroyed from now on, by a job. What the caller has read is said"
                            + " with If-Match. Role: custodian, and not the one who proposed it.")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            required = true,
            description = "The entity tag of the erasure as you read it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ErasureView.class)))
    @APIResponse(responseCode = "409", description = "It is not proposed, or the caller proposed it")
    @APIResponse(responseCode = "412", description = "It has changed, or more was made from these items")
    public Response confirm(@PathParam("erasure") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        erasures.mayConfirm(caller, id).orThrow();
        ErasureView read = ErasureView.of(reading.shown(caller, id).orThrow());
        ETags.requireMatch(headers, read.etag());
        erasures.confirm(caller, id, read.items()).orThrow();
        return answer(caller, id);
    }

    @POST
    @Path("{erasure}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectErasure",
            summary = "Reject an erasure, or take it back",
            description =
                    "While it is only proposed. Roles: custodian; contributor of the organisation whose items they are.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ErasureView.class)))
    @APIResponse(responseCode = "409", description = "It is not proposed")
    public Response reject(@PathParam("erasure") String id, @Nullable ReasonBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        Text why = Fields.body(body).toText();
        erasures.reject(caller, id, why).orThrow();
        return answer(caller, id);
    }

    private Response answer(Caller caller, String id) {
        ErasureView view = ErasureView.of(reading.shown(caller, id).orThrow());
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }
}
