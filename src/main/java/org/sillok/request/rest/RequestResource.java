package org.sillok.request.rest;

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
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.request.RequestHead;
import org.sillok.request.RequestLines;
import org.sillok.request.RequestQuery;
import org.sillok.request.RequestRegister;
import org.sillok.request.Requests;
import org.sillok.request.SeenLine;
import org.sillok.request.SeenRequest;
import org.sillok.request.core.RequestState;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Requests for sharing. */
@Path("/api/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Requests")
public class RequestResource {
    private static final String PATH = "/api/v1/requests";

    private final Requests requests;
    private final RequestRegister register;
    private final RequestLines lines;
    private final CallerProvider callers;
    private final Creation creation;

    RequestResource(
            Requests requests,
            RequestRegister register,
            RequestLines lines,
            CallerProvider callers,
            Creation creation) {
        this.requests = requests;
        this.register = register;
        this.lines = lines;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitRequest",
            summary = "Ask for material",
            description = "Received at once, and decided about in a job. Role: investigator.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RequestSchema.class)))
    @APIResponse(
            responseCode = "201",
            description = "Received",
            content = @Content(schema = @Schema(implementation = RequestView.class)))
    public Response submit(
            InputStream body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.person();
        org.sillok.request.core.RequestBody sent = Bodies.request(body, finding -> requests.found(caller, finding));
        Creation.Created created = creation.once(
                caller,
                headers,
                "POST " + PATH,
                sent.digest().hex(),
                alongside -> requests.submit(caller, sent, alongside));
        SeenRequest seen = register.shown(caller, created.id()).orThrow();
        return created.answer(Response.created(URI.create(PATH + "/" + created.id()))
                .header(HttpHeaders.ETAG, RequestView.etag(seen.head()))
                .entity(RequestView.of(seen)));
    }

    @GET
    @Operation(
            operationId = "listRequests",
            summary = "List requests",
            description =
                    "Your own (investigator), those about your material (contributor), or all (auditor, custodian);"
                            + " those that were refused, withdrawn or have expired included.")
    @Parameter(name = "state", schema = @Schema(implementation = RequestState.class))
    @Parameter(name = "requester", description = "pty_…")
    @Parameter(name = "from", description = "received at this time or later")
    @Parameter(name = "until", description = "received before this time")
    @Parameter(name = "order", description = "OLDEST (by default) or NEWEST first")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    public Page<RequestView.Line> list(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.inOrder("requests", uri, "state", "requester", "from", "until");
        RequestQuery wanted = new RequestQuery(
                query.constant("state", RequestState.class).orElse(null),
                query.parsed("requester", PartyId::new).orElse(null),
                query.instant("from").orElse(null),
                query.instant("until").orElse(null),
                query.newestFirst(),
                query.after(),
                query.limit());
        return query.page(
                register.list(caller, wanted).orThrow(),
                head -> new Position(head.createdAt(), head.id().value()),
                RequestView.Line::of);
    }

    @GET
    @Path("{request}")
    @Operation(
            operationId = "getRequest",
            summary = "Read a request",
            description =
                    "The look is recorded. Roles: investigator of the requester; contributor of an organisation whose"
                            + " material it is about; custodian; auditor, without any text.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestView.class)))
    @APIResponse(responseCode = "404", description = "There is no such request, or it does not concern you")
    public Response get(@PathParam("request") String id, @Context UriInfo uri) {
        Query.none(uri);
        return answer(register.get(callers.caller(), id).orThrow());
    }

    @GET
    @Path("{request}/lines")
    @Operation(
            operationId = "listRequestLines",
            summary = "List what was decided about each version",
            description =
                    "In the order in which they were asked for. To the requester a version of which it may not know looks"
                            + " like one that does not exist. Sentences in English or Korean (Accept-Language).")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    public Page<RequestLineView> lines(
            @PathParam("request") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query query = Query.of("requests/" + id + "/lines", uri);
        return query.numberedPage(
                lines.list(callers.caller(), id, query.fromNumber(), query.limit(), Bodies.korean(headers))
                        .orThrow(),
                SeenLine::ordinal,
                RequestLineView::of);
    }

    @POST
    @Path("{request}/amendments")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "amendRequest",
            summary = "Ask for something else instead",
            description =
                    "The whole request anew. What was decided, answered and approved counts no more. Role: investigator.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RequestSchema.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestView.class)))
    @APIResponse(responseCode = "412", description = "The request has changed since it was read")
    public Response amend(
            @PathParam("request") String id, InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.person();
        RequestHead head = matched(caller, id, headers);
        org.sillok.request.core.RequestBody sent = Bodies.request(body, finding -> requests.found(caller, finding));
        requests.amend(caller, head.id(), head.revision(), sent).orThrow();
        return answer(register.shown(caller, id).orThrow());
    }

    @POST
    @Path("{request}/withdraw")
    @Operation(
            operationId = "withdrawRequest",
            summary = "Take a request back",
            description = "For good. Role: investigator.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RequestView.class)))
    @APIResponse(responseCode = "409", description = "It has ended already")
    public Response withdraw(@PathParam("request") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        RequestHead head = matched(caller, id, headers);
        requests.withdraw(caller, head.id(), head.revision()).orThrow();
        return answer(register.shown(caller, id).orThrow());
    }

    private RequestHead matched(Caller caller, String id, HttpHeaders headers) {
        RequestHead head = requests.toChange(caller, id).orThrow();
        ETags.requireMatch(headers, RequestView.etag(head));
        return head;
    }

    private static Response answer(SeenRequest seen) {
        return Response.ok(RequestView.of(seen))
                .header(HttpHeaders.ETAG, RequestView.etag(seen.head()))
                .build();
    }
}
