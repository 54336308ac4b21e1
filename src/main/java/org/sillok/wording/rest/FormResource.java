package org.sillok.wording.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
import org.sillok.wording.Forms;

/** Forms to be printed and filled in by hand. */
@Path("/api/v1/forms")
@Blocking
@Tag(name = "Pages", description = "Forms on paper, and agreements and consents in plain words.")
public class FormResource {
    private final Forms forms;
    private final Paper paper;
    private final CallerProvider callers;

    FormResource(Forms forms, Paper paper, CallerProvider callers) {
        this.forms = forms;
        this.paper = paper;
        this.callers = callers;
    }

    @GET
    @Path("consent")
    @Produces({Paper.HTML, Paper.PDF})
    @Operation(
            operationId = "getConsentForm",
            summary = "Get the form on which a consent is taken down",
            description =
                    "Empty, as a page or as PDF/A-2a, in English or Korean. It asks for no name. Role: contributor.")
    @Parameter(
            name = Paper.LANGUAGE,
            description = "Without it: the first of Accept-Language that is spoken here, else English",
            schema = @Schema(enumeration = {"en", "ko"}))
    @APIResponse(
            responseCode = "200",
            description = "The form",
            content = {
                @Content(mediaType = "text/html", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Paper.PDF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "406", description = "Neither text/html nor application/pdf is accepted")
    public Response consent(@Context UriInfo uri, @Context HttpHeaders headers) {
        Caller caller = callers.caller();
        Query query = Query.only(uri, Paper.LANGUAGE);
        return paper.answer(
                headers, forms.consent(caller, Paper.language(query, headers)).orThrow(), "consent-form");
    }
}
