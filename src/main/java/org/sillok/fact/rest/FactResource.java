package org.sillok.fact.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.sillok.fact.FactFilter;
import org.sillok.fact.Facts;
import org.sillok.fact.NewFact;
import org.sillok.fact.core.RecordedFact;
import org.sillok.identity.Caller;
import org.sillok.kernel.FactId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.StateCode;
import org.sillok.terms.FactType;
import org.sillok.terms.Subject;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Facts. */
@Path("/api/v1/facts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Facts",
        description = "Judgements about organisations and states: attributed, dated, expiring. Decisions rest on them.")
public class FactResource {
    private static final String PATH = "/api/v1/facts";

    private final Facts facts;
    private final CallerProvider callers;
    private final Creation creation;

    FactResource(Facts facts, CallerProvider callers, Creation creation) {
        this.facts = facts;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "recordFact",
            summary = "Record a fact",
            description =
                    "One that can turn a refusal into a permission is pending until a second custodian confirms it;"
                            + " any other counts at once. Role: custodian.")
    @APIResponse(
            responseCode = "201",
            description = "The fact",
            content = @Content(schema = @Schema(implementation = FactView.class)))
    public Response record(
            @Nullable FactBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.person();
        FactBody sent = Fields.body(body);
        NewFact fact = sent.toNewFact();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> facts.record(caller, fact, alongside));
        FactView view = FactView.of(caller, facts.shown(caller, new FactId(created.id())));
        return created.answer(Response.created(URI.create(PATH + "/" + view.id()))
                .header(HttpHeaders.ETAG, view.etag())
                .entity(view));
    }

    @GET
    @Operation(
            operationId = "listFacts",
            summary = "List facts",
            description = "With those that are pending, expired or taken back. Roles: custodian, contributor.")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<FactView> list(
            @Parameter(description = "Only about this organisation (pty_…) or state (ISO 3166-1 alpha-2)")
                    @QueryParam("subject")
                    @Nullable
                    String subject,
            @Parameter(description = "Only of this type", schema = @Schema(implementation = FactType.class))
                    @QueryParam("type")
                    @Nullable
                    String type,
            @Parameter(description = "Only those valid at this time") @QueryParam("at") @Nullable String at,
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("facts", uri, "subject", "type", "at");
        FactFilter filter = new FactFilter(
                query.parsed("subject", FactResource::subject).orElse(null),
                query.constant("type", FactType.class).orElse(null),
                query.instant("at").orElse(null));
        return query.page(
                facts.list(caller, filter, query.after(), query.limit()).orThrow(),
                fact -> new Position(fact.recorded().at(), fact.id().value()),
                fact -> FactView.of(caller, fact));
    }

    private static Subject subject(String text) {
        return text.length() == 2 ? new Subject.OfState(new StateCode(text)) : new Subject.OfParty(new PartyId(text));
    }

    @GET
    @Path("/{fact}")
    @Operation(operationId = "getFact", summary = "Show a fact", description = "Roles: custodian, contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The fact",
            content = @Content(schema = @Schema(implementation = FactView.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response get(@PathParam("fact") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        FactView view = FactView.of(caller, facts.get(caller, id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @POST
    @Path("/{fact}/confirm")
    @Operation(
            operationId = "confirmFact",
            summary = "Agree as the second custodian",
            description =
                    "To a fact that is PENDING, or to a withdrawal that is WITHDRAWAL_PENDING. Role: custodian, and"
                            + " not the one who began it.")
    @APIResponse(
            responseCode = "200",
            description = "The fact",
            content = @Content(schema = @Schema(implementation = FactView.class)))
    @APIResponse(responseCode = "409", description = "Nothing to confirm, or begun by the caller")
    public Response confirm(@PathParam("fact") String id, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        return answer(caller, facts.confirm(caller, id).orThrow());
    }

    @POST
    @Path("/{fact}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "withdrawFact",
            summary = "Take a fact back",
            description =
                    "It stays on record. One without which more might be permitted counts until a second custodian"
                            + " confirms the withdrawal. Role: custodian.")
    @APIResponse(
            responseCode = "200",
            description = "The fact",
            content = @Content(schema = @Schema(implementation = FactView.class)))
    @APIResponse(responseCode = "409", description = "Taken back before")
    public Response withdraw(@PathParam("fact") String id, @Nullable WithdrawalBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.person();
        return answer(
                caller, facts.withdraw(caller, id, Fields.body(body).toReason()).orThrow());
    }

    private static Response answer(Caller caller, RecordedFact fact) {
        FactView view = FactView.of(caller, fact);
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }
}
