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
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.NewNotice;
import org.sillok.consent.Notices;
import org.sillok.identity.Caller;
import org.sillok.kernel.Position;
import org.sillok.problem.Outcome;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Notices. */
@Path(NoticeResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Notices", description = "What is explained to sources before they are asked for consent.")
public class NoticeResource {
    static final String PATH = "/api/v1/notices";

    private final Notices notices;
    private final CallerProvider callers;
    private final Creation creation;

    NoticeResource(Notices notices, CallerProvider callers, Creation creation) {
        this.notices = notices;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createNotice", summary = "Record a notice", description = "Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "The notice",
            content = @Content(schema = @Schema(implementation = NoticeView.class)))
    public Response create(
            @Nullable NoticeBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        NoticeBody sent = Fields.body(body);
        NewNotice notice = sent.read();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> notices.record(caller, notice, alongside));
        return answer(caller, created.id(), created);
    }

    @POST
    @Path("/{notice}/versions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addNoticeVersion",
            summary = "Record a further version of a notice",
            description = "In another language, or anew. Versions never change. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "The notice with all versions",
            content = @Content(schema = @Schema(implementation = NoticeView.class)))
    public Response extend(
            @PathParam("notice") String id,
            @Nullable NoticeBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        NoticeBody sent = Fields.body(body);
        NewNotice notice = sent.read();
        Function<Consumer<String>, Outcome<Integer>> extend =
                alongside -> notices.extend(caller, id, notice, alongside);
        Creation.Created created =
                creation.once(caller, headers, "POST " + PATH + "/" + id + "/versions", sent, extend);
        return answer(caller, id, created);
    }

    @GET
    @Operation(
            operationId = "listNotices",
            summary = "List the organisation's notices",
            description = "Without their texts. Role: contributor.")
    public Page<NoticeView> list(
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Query query = Query.of("notices", uri);
        return query.page(
                notices.list(callers.caller(), query.after(), query.limit()).orThrow(),
                notice -> new Position(notice.createdAt(), notice.id().value()),
                NoticeView::line);
    }

    @GET
    @Path("/{notice}")
    @Operation(
            operationId = "getNotice",
            summary = "Show a notice with all versions",
            description = "Role: contributor.")
    public NoticeView get(@PathParam("notice") String id, @Context UriInfo uri) {
        Query.none(uri);
        return NoticeView.of(notices.get(callers.caller(), id).orThrow());
    }

    private Response answer(Caller caller, String id, Creation.Created created) {
        return created.answer(Response.created(URI.create(PATH + "/" + id))
                .entity(NoticeView.of(notices.shown(caller, id).orThrow())));
    }
}
