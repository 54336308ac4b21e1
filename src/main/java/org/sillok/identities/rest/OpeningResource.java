package org.sillok.identities.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
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
import org.sillok.identities.OpenedIdentity;
import org.sillok.identities.Openings;
import org.sillok.identities.core.Approval;
import org.sillok.identities.core.Grounds;
import org.sillok.identities.core.Tokens;
import org.sillok.identity.Caller;
import org.sillok.kernel.OpeningId;
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

/** Openings of the identity behind a source. */
@Path("/api/v1/sources/{source}/identity/openings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Identities")
public class OpeningResource {
    /** What an opening shows, once. */
    @Schema(name = "OpenedIdentity")
    public record Opened(
            String opening,
            String source,

            @Schema(description = "Which recording it is") int version,

            Approval approval,
            Tokens tokens,
            IdentityBody identity) {
        static Opened of(OpenedIdentity opened) {
            return new Opened(
                    opened.opening().id().value(),
                    opened.opening().source().value(),
                    opened.version(),
                    opened.opening().approval(),
                    opened.opening().tokens(),
                    IdentityBody.of(opened.identity()));
        }

        @Override
        public String toString() {
            return "Opened[" + opening + "]";
        }
    }

    private final Openings openings;
    private final CallerProvider callers;
    private final Creation creation;

    OpeningResource(Openings openings, CallerProvider callers, Creation creation) {
        this.openings = openings;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestIdentityOpening",
            summary = "Ask to open who a source is",
            description =
                    "Pending until a second custodian approves; where this installation issues its tokens itself one"
                            + " may do (approval ONE_CUSTODIAN). The source's organisation sees it. Role: custodian.")
    @APIResponse(
            responseCode = "201",
            description = "The opening",
            content = @Content(schema = @Schema(implementation = OpeningView.class)))
    public Response request(
            @PathParam("source") String source,
            @Nullable OpeningBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        OpeningBody sent = Fields.body(body);
        Grounds grounds = sent.toGrounds();
        String path = "/api/v1/sources/" + source + "/identity/openings";
        Creation.Created created = creation.once(
                caller,
                headers,
                "POST " + path,
                sent,
                alongside -> openings.request(caller, source, grounds, alongside));
        OpeningView view = OpeningView.of(openings.shown(source, new OpeningId(created.id())));
        return created.answer(Response.created(URI.create(path + "/" + view.id()))
                .header(HttpHeaders.ETAG, view.etag())
                .entity(view));
    }

    @GET
    @Operation(
            operationId = "listIdentityOpenings",
            summary = "List the openings of a source's identity",
            description = "Who asked, approved and opened, when and why. Roles: custodian; contributor of the source's"
                    + " organisation.")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<OpeningView> list(
            @PathParam("source") String source,
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("openings of " + source, uri);
        return query.page(
                openings.list(caller, source, query.after(), query.limit()).orThrow(),
                known -> new Position(
                        known.opening().requested().at(), known.opening().id().value()),
                OpeningView::of);
    }

    @GET
    @Path("/{opening}")
    @Operation(
            operationId = "getIdentityOpening",
            summary = "Show an opening",
            description = "Not the identity. Roles: custodian; contributor of the source's organisation.")
    @APIResponse(
            responseCode = "200",
            description = "The opening",
            content = @Content(schema = @Schema(implementation = OpeningView.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response get(
            @PathParam("source") String source,
            @PathParam("opening") String opening,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        OpeningView view =
                OpeningView.of(openings.get(callers.caller(), source, opening).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @POST
    @Path("/{opening}/approve")
    @Operation(
            operationId = "approveIdentityOpening",
            summary = "Approve an opening as the second custodian",
            description = "Role: custodian, and not the one who asked.")
    @APIResponse(
            responseCode = "200",
            description = "The opening",
            content = @Content(schema = @Schema(implementation = OpeningView.class)))
    @APIResponse(responseCode = "409", description = "Not pending, or asked for by the caller")
    public Response approve(
            @PathParam("source") String source, @PathParam("opening") String opening, @Context UriInfo uri) {
        Query.none(uri);
        OpeningView view = OpeningView.of(
                openings.approve(callers.steppedUp(), source, opening).orThrow());
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }

    @GET
    @Path("/{opening}/identity")
    @Operation(
            operationId = "openIdentity",
            summary = "Open who a source is",
            description =
                    "Once, within minutes of the approval, and by who asked. Whether or not the answer arrives, the"
                            + " opening is used up. Role: custodian.")
    @APIResponse(
            responseCode = "200",
            description = "The identity; not to be stored by anything on the way",
            content = @Content(schema = @Schema(implementation = Opened.class)))
    @APIResponse(responseCode = "409", description = "Pending, expired or used")
    public Response open(
            @PathParam("source") String source, @PathParam("opening") String opening, @Context UriInfo uri) {
        Query.none(uri);
        return Response.ok(Opened.of(
                        openings.open(callers.steppedUp(), source, opening).orThrow()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @HEAD
    @Path("/{opening}/identity")
    @Operation(hidden = true)
    public Response head(
            @PathParam("source") String source, @PathParam("opening") String opening, @Context UriInfo uri) {
        // Without this the framework would answer with a GET whose body it drops, and the opening would be used up.
        callers.caller();
        throw new ProblemException(ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.METHOD_NOT_ALLOWED.meaning());
    }
}
