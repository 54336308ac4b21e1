package org.sillok.consent.rest;

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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.ConsentVersion;
import org.sillok.consent.Consents;
import org.sillok.consent.NewConsent;
import org.sillok.consent.Reviews;
import org.sillok.consent.SourceConsent;
import org.sillok.identity.Caller;
import org.sillok.kernel.Position;
import org.sillok.kernel.SourceId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.terms.ConsentState;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Consents: beginning and reading them. */
@Path(ConsentResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Consents", description = "What sources said. Seen by the organisation that recorded it only.")
public class ConsentResource {
    static final String PATH = "/api/v1/consents";

    private final Consents consents;
    private final Reviews reviews;
    private final CallerProvider callers;
    private final Creation creation;

    ConsentResource(Consents consents, Reviews reviews, CallerProvider callers, Creation creation) {
        this.consents = consents;
        this.reviews = reviews;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createConsent",
            summary = "Begin a consent",
            description = "With its first event: REQUESTED, DEFERRED, REFUSED, GIVEN or UNKNOWN. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "The consent",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    public Response create(
            @Nullable ConsentBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        ConsentBody sent = Fields.body(body);
        NewConsent consent = sent.read();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> consents.begin(caller, consent, alongside));
        SourceConsent shown = consents.shown(caller, created.id()).orThrow();
        return created.answer(Response.created(URI.create(PATH + "/" + created.id()))
                .header(HttpHeaders.ETAG, ConsentView.etag(shown))
                .entity(ConsentView.of(shown)));
    }

    @GET
    @Operation(
            operationId = "listConsents",
            summary = "List the organisation's consents",
            description = "Role: contributor.")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<ConsentView.Line> list(
            @Parameter(description = "Only those of this source") @QueryParam("source") @Nullable String source,
            @Parameter(
                            description = "Only those whose last event says this",
                            schema = @Schema(implementation = ConsentState.class))
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("consents", uri, "source", "state");
        return query.page(
                consents.list(
                                caller,
                                query.parsed("source", SourceId::new).orElse(null),
                                query.constant("state", ConsentState.class).orElse(null),
                                query.after(),
                                query.limit())
                        .orThrow(),
                consent -> new Position(consent.createdAt(), consent.id().value()),
                ConsentView.Line::of);
    }

    @GET
    @Path("/reviews")
    @Operation(
            operationId = "listConsentReviews",
            summary = "List the consents that have to be looked at soon",
            description =
                    "A review is due, the time ends, or somebody comes of age. What is overdue stays until something is"
                            + " recorded. Role: contributor.")
    @APIResponse(responseCode = "200", description = "One page, what comes first first")
    public Page<ReviewView> reviews(
            @Parameter(description = "What comes before this time; 60 days from now if absent")
                    @QueryParam("before")
                    @Nullable
                    String before,
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Query query = Query.of("reviews", uri, "before");
        return query.page(
                reviews.before(callers.caller(), query.instant("before").orElse(null), query.after(), query.limit())
                        .orThrow(),
                review -> new Position(Reviews.first(review), review.consent().value()),
                ReviewView::of);
    }

    @GET
    @Path("/{consent}")
    @Operation(operationId = "getConsent", summary = "Show a consent", description = "Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The consent as it stands",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response get(@PathParam("consent") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        SourceConsent consent = consents.get(callers.caller(), id).orThrow();
        return ETags.answer(headers, ConsentView.etag(consent), ConsentView.of(consent));
    }

    @GET
    @Path("/{consent}/versions")
    @Operation(
            operationId = "listConsentVersions",
            summary = "List all versions of a consent",
            description = "Those included that never came into force. Role: contributor.")
    public Page<ConsentView.Version> versions(@PathParam("consent") String id, @Context UriInfo uri) {
        Query.none(uri);
        return new Page<>(
                consents.versions(callers.caller(), id).orThrow().stream()
                        .map(ConsentView.Version::of)
                        .toList(),
                null);
    }

    @GET
    @Path("/{consent}/versions/{number}")
    @Operation(
            operationId = "getConsentVersion",
            summary = "Show one version of a consent",
            description = "Role: contributor.")
    public ConsentView.Version version(
            @PathParam("consent") String id, @PathParam("number") String number, @Context UriInfo uri) {
        Query.none(uri);
        List<ConsentVersion> versions = consents.versions(callers.caller(), id).orThrow();
        return versions.stream()
                .filter(version -> String.valueOf(version.number()).equals(number))
                .map(ConsentView.Version::of)
                .findFirst()
                .orElseThrow(() -> new ProblemException(Refusal.of(ProblemCode.NOT_FOUND)));
    }

    @GET
    @Path("/{consent}/events")
    @Operation(
            operationId = "listConsentEvents",
            summary = "Show what was recorded of a consent",
            description = "In the order of recording, and how the consent stood after it. Role: contributor.")
    public ConsentView.Past events(
            @PathParam("consent") String id,
            @Parameter(description = "Only what had been recorded by then, for example 2026-01-31T12:00:00.000Z")
                    @QueryParam("asOf")
                    @Nullable
                    String asOf,
            @Context UriInfo uri) {
        Query query = Query.only(uri, "asOf");
        return ConsentView.Past.of(
                consents.history(callers.caller(), id, query.instant("asOf").orElse(null))
                        .orThrow());
    }
}
