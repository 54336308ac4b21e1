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
import org.sillok.wording.WithdrawalPages;
import org.sillok.wording.core.Language;

/** A withdrawal and where its material went, to be read and printed. */
@Path("/api/v1/withdrawals/{withdrawal}/impact.html")
@Blocking
@Tag(name = "Pages")
public class WithdrawalPageResource {
    private final WithdrawalPages pages;
    private final Paper paper;
    private final CallerProvider callers;

    WithdrawalPageResource(WithdrawalPages pages, Paper paper, CallerProvider callers) {
        this.pages = pages;
        this.paper = paper;
        this.callers = callers;
    }

    @GET
    @Produces({Paper.HTML, Paper.PDF})
    @Operation(
            operationId = "getWithdrawalPage",
            summary = "Read where the material of a withdrawal went in plain words",
            description =
                    "As a page or as PDF/A-2a, in English or Korean; of the first 1,000 items. The look is recorded. Roles:"
                            + " contributor of the organisation whose material it is; custodian, without titles.")
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
    @APIResponse(responseCode = "404", description = "There is no such withdrawal, or it does not concern you")
    @APIResponse(responseCode = "406", description = "Neither text/html nor application/pdf is accepted")
    public Response page(@PathParam("withdrawal") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Caller caller = callers.caller();
        Query query = Query.only(uri, Paper.LANGUAGE, Paper.ZONE);
        Language language = Paper.language(query, headers);
        return paper.answer(
                headers,
                pages.page(caller, id, language, Paper.zone(query, language)).orThrow(),
                "withdrawal");
    }
}
