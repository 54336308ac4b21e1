package org.sillok.recall.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.recall.RecallLists;
import org.sillok.recall.core.SignedDocument;
import org.sillok.web.CallerProvider;
import org.sillok.web.ETags;
import org.sillok.web.Query;

/** The recall list: the newest for everybody, earlier ones for whoever has a token. */
@Path("/recalls")
@Produces(SignedDocument.MEDIA_TYPE)
@Blocking
@Tag(name = "Recalls")
public class RecallListResource {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,15}");

    private final RecallLists lists;
    private final CallerProvider callers;

    RecallListResource(RecallLists lists, CallerProvider callers) {
        this.lists = lists;
        this.callers = callers;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getRecallList",
            summary = "Get the newest recall list",
            description =
                    "Exact bytes (sillok/recalls/1), signature and key, as sillok/signed/1. Public: it names bundles,"
                            + " and numbers of items in them, and nothing else.")
    @APIResponse(responseCode = "200", description = "The list; keep its bytes as they are")
    @APIResponse(responseCode = "503", description = "The log refuses: the database is not the one that it signed")
    public Response current(@Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        return answer(lists.current().orThrow(), headers);
    }

    @GET
    @Path("{number}")
    @Operation(operationId = "getEarlierRecallList", summary = "Get the recall list of a number")
    @APIResponse(responseCode = "200", description = "The list; keep its bytes as they are")
    @APIResponse(responseCode = "404", description = "There is no such list")
    public Response numbered(@PathParam("number") String number, @Context UriInfo uri, @Context HttpHeaders headers) {
        callers.caller();
        Query.none(uri);
        if (!NUMBER.matcher(number).matches()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "Lists are numbered from 1.");
        }
        RecallLists.Published list = lists.numbered(Long.parseLong(number)).orThrow();
        String etag = etag(list.number());
        return ETags.notModified(headers, etag) ? unchanged(etag) : file(list, etag);
    }

    /** The newest list, which is not loaded for who has it. */
    private Response answer(long newest, HttpHeaders headers) {
        String etag = etag(newest);
        return ETags.notModified(headers, etag)
                ? unchanged(etag)
                : file(lists.numbered(newest).orThrow(), etag);
    }

    private static String etag(long number) {
        return ETags.of("recalls", Long.toString(number));
    }

    private static Response unchanged(String etag) {
        return Response.notModified().header(HttpHeaders.ETAG, etag).build();
    }

    private static Response file(RecallLists.Published list, String etag) {
        return Response.ok(list.file().toArray())
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"recalls-" + list.number() + ".json\"")
                .build();
    }
}
