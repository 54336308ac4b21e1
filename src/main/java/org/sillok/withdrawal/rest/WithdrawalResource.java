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
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;
import org.sillok.withdrawal.NewWithdrawal;
import org.sillok.withdrawal.WithdrawalLifts;
import org.sillok.withdrawal.WithdrawalQuery;
import org.sillok.withdrawal.Withdrawals;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.Why;

/** What was taken back. */
@Path(WithdrawalResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Withdrawals")
public class WithdrawalResource {
    static final String PATH = "/api/v1/withdrawals";

    private final Withdrawals withdrawals;
    private final WithdrawalLifts lifts;
    private final CallerProvider callers;
    private final Creation creation;

    WithdrawalResource(Withdrawals withdrawals, WithdrawalLifts lifts, CallerProvider callers, Creation creation) {
        this.withdrawals = withdrawals;
        this.lifts = lifts;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "withdraw",
            summary = "Take back a consent, an item, or everything from a source",
            description =
                    "In force when it is answered, whatever else goes on. Of the material's organisation for the source, a"
                            + " guardian, next of kin or itself (contributor); of an organisation that deposited an item with it,"
                            + " for itself and at most NO_FURTHER_USE (contributor); for a court, or for somebody's safety, at"
                            + " most RESTRICT (custodian).")
    @APIResponse(
            responseCode = "201",
            description = "It is in force",
            content = @Content(schema = @Schema(implementation = WithdrawalView.class)))
    @APIResponse(responseCode = "403", description = "You do not speak for who takes it back, or not so far")
    @APIResponse(responseCode = "404", description = "There is no such thing for you")
    @APIResponse(responseCode = "409", description = "The same one has taken back as much already; the detail names it")
    public Response withdraw(
            @Nullable WithdrawalBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        WithdrawalBody sent = Fields.body(body);
        NewWithdrawal said = sent.read();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> withdrawals.withdraw(caller, said, alongside));
        return answer(caller, created, Response.created(URI.create(PATH + "/" + created.id())));
    }

    @GET
    @Operation(
            operationId = "listWithdrawals",
            summary = "List withdrawals",
            description =
                    "Newest first: those of your organisation's material and those that it recorded (contributor), or all"
                            + " (custodian, auditor); those that were lifted included.")
    @Parameter(name = "subject", description = "con_…, itm_… or src_…")
    @Parameter(name = "level", schema = @Schema(implementation = Level.class))
    @Parameter(name = "stands", description = "true: only those in force; false: only those that were lifted")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    public Page<WithdrawalView.Line> list(@Context UriInfo uri) {
        Query query = Query.of("withdrawals", uri, "subject", "level", "stands");
        WithdrawalQuery wanted = new WithdrawalQuery(
                query.text("subject").orElse(null),
                query.constant("level", Level.class).orElse(null),
                query.parsed("stands", WithdrawalResource::truth).orElse(null),
                query.after(),
                query.limit());
        return query.page(
                withdrawals.list(callers.caller(), wanted).orThrow(),
                line -> new Position(line.recordedAt(), line.id().value()),
                WithdrawalView.Line::of);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    @GET
    @Path("{withdrawal}")
    @Operation(
            operationId = "getWithdrawal",
            summary = "Read a withdrawal",
            description =
                    "The look is recorded. Why, and by whom it was recorded, is shown to the organisation that recorded it only."
                            + " Roles: contributor, custodian, auditor.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WithdrawalView.class)))
    @APIResponse(responseCode = "404", description = "There is no such withdrawal, or it does not concern you")
    public Response get(@PathParam("withdrawal") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        WithdrawalView view =
                WithdrawalView.of(withdrawals.get(callers.caller(), id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @POST
    @Path("{withdrawal}/lift")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeLift",
            summary = "Propose that a withdrawal stands no longer",
            description =
                    "It stands until another person of the organisation that recorded it confirms. A consent that was taken"
                            + " back stays so until it is given anew. Role: as for recording it.")
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = WithdrawalView.class)))
    @APIResponse(responseCode = "409", description = "It was proposed or lifted already")
    public Response propose(
            @PathParam("withdrawal") String id,
            @Nullable LiftBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.person();
        LiftBody sent = Fields.body(body);
        Why why = sent.read();
        Creation.Created created = creation.once(
                caller,
                headers,
                "POST " + PATH + "/" + id + "/lift",
                sent,
                alongside -> lifts.propose(caller, id, why, alongside));
        return answer(caller, created, Response.accepted());
    }

    @POST
    @Path("{withdrawal}/lift/confirm")
    @Operation(
            operationId = "confirmLift",
            summary = "Confirm that a withdrawal stands no longer",
            description = "By another person of the same organisation. Role: as for recording it.")
    @APIResponse(
            responseCode = "200",
            description = "It holds nothing back any more",
            content = @Content(schema = @Schema(implementation = WithdrawalView.class)))
    @APIResponse(responseCode = "409", description = "Nobody has proposed it, or it was lifted already")
    public Response confirm(
            @PathParam("withdrawal") String id,
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
                "POST " + PATH + "/" + id + "/lift/confirm",
                "",
                alongside -> lifts.confirm(caller, id, alongside));
        return answer(caller, created, Response.ok());
    }

    @POST
    @Path("{withdrawal}/lift/reject")
    @Operation(
            operationId = "rejectLift",
            summary = "Leave a withdrawal as it is",
            description = "Who proposed to lift it may do so, too. Role: as for recording it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WithdrawalView.class)))
    @APIResponse(responseCode = "409", description = "Nobody has proposed it, or it was lifted already")
    public Response reject(@PathParam("withdrawal") String id, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        lifts.reject(caller, id).orThrow();
        return shown(caller, id, Response.ok()).build();
    }

    private Response answer(Caller caller, Creation.Created created, Response.ResponseBuilder answer) {
        return created.answer(shown(caller, created.id(), answer));
    }

    private Response.ResponseBuilder shown(Caller caller, String id, Response.ResponseBuilder answer) {
        WithdrawalView view = WithdrawalView.of(withdrawals.shown(caller, id).orThrow());
        return answer.header(HttpHeaders.ETAG, view.etag()).entity(view);
    }
}
