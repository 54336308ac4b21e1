package org.sillok.hold.rest;

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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.hold.HoldQuery;
import org.sillok.hold.HoldReading;
import org.sillok.hold.HoldRulings;
import org.sillok.hold.Holds;
import org.sillok.hold.NewHold;
import org.sillok.hold.core.HoldKind;
import org.sillok.hold.core.HoldState;
import org.sillok.identity.Caller;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Position;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Holds. */
@Path("/api/v1/holds")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Holds",
        description =
                "What forbids to release or to erase, whatever anybody permits. Two custodians place and lift it.")
public class HoldResource {
    private static final String PATH = "/api/v1/holds";
    // The cursor names an item, by its id; the time in it is there because every cursor has one.
    private static final Instant NO_TIME = Instant.EPOCH;

    private final Holds holds;
    private final HoldRulings rulings;
    private final HoldReading reading;
    private final CallerProvider callers;
    private final Creation creation;

    HoldResource(Holds holds, HoldRulings rulings, HoldReading reading, CallerProvider callers, Creation creation) {
        this.holds = holds;
        this.rulings = rulings;
        this.reading = reading;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeHold",
            summary = "Propose a hold",
            description =
                    "LEGAL forbids to release and to erase, PRESERVATION to erase. It holds nothing before another custodian"
                            + " confirms it. Role: custodian.")
    @APIResponse(
            responseCode = "201",
            description = "Proposed",
            content = @Content(schema = @Schema(implementation = HoldView.class)))
    public Response propose(
            @Nullable HoldBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.person();
        HoldBody sent = Fields.body(body);
        NewHold wanted = sent.toNewHold();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> holds.propose(caller, wanted, alongside));
        HoldView view = HoldView.of(reading.shown(caller, created.id()).orThrow());
        return created.answer(Response.created(URI.create(PATH + "/" + view.id()))
                .header(HttpHeaders.ETAG, view.etag())
                .entity(view));
    }

    @GET
    @Operation(
            operationId = "listHolds",
            summary = "List holds",
            description =
                    "All (custodian; auditor, without texts), or those that were placed on items of your organisation"
                            + " (contributor).")
    @Parameter(name = "state", schema = @Schema(implementation = HoldState.class))
    @Parameter(name = "kind", schema = @Schema(implementation = HoldKind.class))
    @Parameter(name = "item", description = "itm_…: only those about this item")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<HoldView> list(@Context UriInfo uri) {
        Query query = Query.of("holds", uri, "state", "kind", "item");
        HoldQuery wanted = new HoldQuery(
                query.constant("state", HoldState.class).orElse(null),
                query.constant("kind", HoldKind.class).orElse(null),
                query.parsed("item", ItemId::new).orElse(null),
                query.after(),
                query.limit());
        return query.page(
                reading.list(callers.caller(), wanted).orThrow(),
                hold -> new Position(hold.proposedAt(), hold.id().value()),
                HoldView::of);
    }

    @GET
    @Path("{hold}")
    @Operation(
            operationId = "getHold",
            summary = "Show a hold",
            description = "Roles: custodian; auditor; contributor of an organisation on whose items it was placed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    @APIResponse(responseCode = "404", description = "There is no such hold, or it does not concern you")
    public Response get(@PathParam("hold") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        HoldView view = HoldView.of(reading.get(callers.caller(), id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @GET
    @Path("{hold}/items")
    @Operation(
            operationId = "listHeldItems",
            summary = "List the items of a hold",
            description = "All, or those of your organisation; by id. Roles: as for the hold itself.")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page")
    public Page<HeldItemView> items(@PathParam("hold") String id, @Context UriInfo uri) {
        Query query = Query.of("holds/" + id + "/items", uri);
        return query.page(
                reading.items(callers.caller(), id, item(query.after()), query.limit())
                        .orThrow(),
                item -> new Position(NO_TIME, item.value()),
                item -> new HeldItemView(item.value()));
    }

    private static @Nullable ItemId item(@Nullable Position after) {
        if (after == null) {
            return null;
        }
        if (!Ids.isWellFormed(ItemId.PREFIX, after.id())) {
            throw new ProblemException(ProblemCode.INVALID_CURSOR, "This list did not issue the cursor.");
        }
        return new ItemId(after.id());
    }

    @POST
    @Path("{hold}/confirm")
    @Operation(
            operationId = "confirmHold",
            summary = "Place a hold that somebody else proposed",
            description = "From then on it holds. Role: custodian, and not the one who proposed it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    @APIResponse(responseCode = "409", description = "It is not proposed, or its time is over")
    public Response confirm(@PathParam("hold") String id, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        rulings.place(caller, id).orThrow();
        return answer(caller, id);
    }

    @POST
    @Path("{hold}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectHold",
            summary = "Reject what is proposed: the hold, or its lifting",
            description = "One is enough to leave things as they are. Role: custodian.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    @APIResponse(responseCode = "409", description = "Nothing is proposed")
    public Response reject(@PathParam("hold") String id, @Nullable ReasonBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        rulings.reject(caller, id, Fields.body(body).toReason()).orThrow();
        return answer(caller, id);
    }

    @POST
    @Path("{hold}/lift")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeLiftOfHold",
            summary = "Propose to lift a hold",
            description = "It holds until another custodian agrees. Role: custodian.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    @APIResponse(responseCode = "409", description = "It is not placed, or somebody has proposed that already")
    public Response proposeLift(@PathParam("hold") String id, @Nullable ReasonBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.person();
        rulings.proposeLift(caller, id, Fields.body(body).toReason()).orThrow();
        return answer(caller, id);
    }

    @POST
    @Path("{hold}/lift/confirm")
    @Operation(
            operationId = "confirmLiftOfHold",
            summary = "Lift a hold, as somebody else proposed",
            description = "For good. Role: custodian, and not the one who proposed it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    @APIResponse(responseCode = "409", description = "Nobody has proposed to lift it")
    public Response lift(@PathParam("hold") String id, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        rulings.lift(caller, id).orThrow();
        return answer(caller, id);
    }

    private Response answer(Caller caller, String id) {
        HoldView view = HoldView.of(reading.shown(caller, id).orThrow());
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }
}
