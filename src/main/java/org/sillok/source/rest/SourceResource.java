package org.sillok.source.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.sillok.identity.Caller;
import org.sillok.kernel.Position;
import org.sillok.kernel.SourceId;
import org.sillok.source.NewSource;
import org.sillok.source.SourceCorrection;
import org.sillok.source.SourceHeads;
import org.sillok.source.Sources;
import org.sillok.source.core.SourceKind;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Prefer;
import org.sillok.web.Query;
import org.sillok.web.SignedHeadView;

/** Sources. */
@Path("/api/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Sources", description = "Who spoke, under a random pseudonym. Seen by the registering organisation only.")
public class SourceResource {
    private static final String PATH = "/api/v1/sources";

    private final Sources sources;
    private final SourceHeads heads;
    private final CallerProvider callers;
    private final Creation creation;

    SourceResource(Sources sources, SourceHeads heads, CallerProvider callers, Creation creation) {
        this.sources = sources;
        this.heads = heads;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createSource", summary = "Register a source", description = "Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "The source with its pseudonym",
            content = @Content(schema = @Schema(implementation = SourceView.class)))
    public Response create(
            @Nullable SourceBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        SourceBody sent = Fields.body(body);
        NewSource source = sent.toNewSource();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> sources.register(caller, source, alongside));
        SourceView view =
                SourceView.of(sources.shown(caller, new SourceId(created.id())).orThrow());
        return created.answer(Response.created(URI.create(PATH + "/" + view.id()))
                .header(HttpHeaders.ETAG, view.etag())
                .entity(view));
    }

    @GET
    @Operation(
            operationId = "listSources",
            summary = "List the organisation's sources",
            description = "Role: contributor.")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<SourceView.Line> list(
            @Parameter(description = "Only sources of this kind", schema = @Schema(implementation = SourceKind.class))
                    @QueryParam("kind")
                    @Nullable
                    String kind,
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("sources", uri, "kind");
        return query.page(
                sources.list(
                                caller,
                                query.constant("kind", SourceKind.class).orElse(null),
                                query.after(),
                                query.limit())
                        .orThrow(),
                source -> new Position(source.createdAt(), source.id().value()),
                SourceView.Line::of);
    }

    @GET
    @Path("/{source}")
    @Operation(operationId = "getSource", summary = "Show a source", description = "Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The source",
            content = @Content(schema = @Schema(implementation = SourceView.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response get(@PathParam("source") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        SourceView view = SourceView.of(sources.get(callers.caller(), id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @PUT
    @Path("/{source}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "correctSource",
            summary = "Correct what is said about a source",
            description =
                    "Replaces contact policy, vulnerability and kind; what was said before stays on record. Send the ETag of"
                            + " the source you read as If-Match. No decision rests on these, so nobody has to confirm."
                            + " Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The source as corrected",
            content = @Content(schema = @Schema(implementation = SourceView.class)))
    @APIResponse(responseCode = "412", description = "The source has changed since it was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response correct(
            @PathParam("source") String id,
            @Nullable SourceCorrectionBody body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        SourceCorrection correction = Fields.body(body).toCorrection();
        SourceView before = SourceView.of(sources.corrigible(caller, id).orThrow());
        ETags.requireMatch(headers, before.etag());
        SourceView view = SourceView.of(
                sources.correct(caller, id, before.revision(), correction).orThrow());
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }

    @GET
    @Path("/{source}/head")
    @Operation(
            operationId = "getSourceHead",
            summary = "Get the signed head of a source's stream",
            description =
                    "Which statement is the last one that the newest checkpoint covers. Signed anew, under a fresh"
                            + " salt, at each request; keep it: a logged statement that contradicts it proves an omission."
                            + " Recorded as a look at the source. Prefer: wait=N waits up to N seconds for publication."
                            + " Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The head",
            content = @Content(schema = @Schema(implementation = SignedHeadView.class)))
    @APIResponse(responseCode = "409", description = "Not published yet; ask again")
    public SignedHeadView head(@PathParam("source") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        return SignedHeadView.of(
                heads.head(callers.caller(), id, Prefer.patience(headers)).orThrow());
    }
}
