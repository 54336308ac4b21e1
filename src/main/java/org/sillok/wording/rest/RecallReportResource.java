package org.sillok.wording.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.identity.Caller;
import org.sillok.web.CallerProvider;
import org.sillok.web.Query;
import org.sillok.wording.RecallPages;
import org.sillok.wording.core.Language;

/** What became of a withdrawal, to be read and printed for the person who asked for it. */
@Path("/api/v1/withdrawals/{withdrawal}/report")
@Blocking
@Tag(name = "Pages")
public class RecallReportResource {
    private final RecallPages pages;
    private final Paper paper;
    private final CallerProvider callers;

    RecallReportResource(RecallPages pages, Paper paper, CallerProvider callers) {
        this.pages = pages;
        this.paper = paper;
        this.callers = callers;
    }

    @GET
    @Produces({Paper.HTML, Paper.PDF})
    @Operation(
            operationId = "getWithdrawalReport",
            summary = "Read in plain words what became of a withdrawal",
            description =
                    "As a page or as PDF/A-2a, in English or Korean: who had something, what they were asked, what"
                            + " they answered. The look is recorded. Roles: contributor of the organisation that withdrew,"
                            + " custodian.")
    @Parameter(
            name = Paper.LANGUAGE,
            description = "Without it: the first of Accept-Language that is spoken here, else English",
            schema = @Schema(enumeration = {"en", "ko"}))
    @Parameter(
            name = Paper.ZONE,
            description = "In which time zone times are said; without it Asia/Seoul in Korean, else UTC",
            schema = @Schema(examples = "Europe/Paris"))
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content = {
                @Content(mediaType = "text/html", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Paper.PDF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "404", description = "There is no such withdrawal for you")
    @APIResponse(responseCode = "406", description = "Neither text/html nor application/pdf is accepted")
    public Response page(@PathParam("withdrawal") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Caller caller = callers.caller();
        Query query = Query.only(uri, Paper.LANGUAGE, Paper.ZONE);
        Language language = Paper.language(query, headers);
        return paper.answer(
                headers,
                pages.page(caller, id, language, Paper.zone(query, language)).orThrow(),
                "report");
    }
}
