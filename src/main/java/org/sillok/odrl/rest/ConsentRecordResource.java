package org.sillok.odrl.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.odrl.ConsentRecords;
import org.sillok.web.CallerProvider;
import org.sillok.web.Query;

/** A consent as a pseudonymous record in the words of the Data Privacy Vocabulary. */
@Path("/api/v1/consents/{consent}/record")
@Blocking
@Tag(name = "Terms")
public class ConsentRecordResource {
    private static final String VERSION = "version";

    private final ConsentRecords records;
    private final CallerProvider callers;

    ConsentRecordResource(ConsentRecords records, CallerProvider callers) {
        this.records = records;
        this.callers = callers;
    }

    @GET
    @Produces({TermsResource.JSON_LD, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getConsentRecord",
            summary = "Show a consent as a pseudonymous record",
            description =
                    "Of the version that is in force or was last, with everything that was recorded of the consent; before"
                            + " there is a version, without terms. Role: contributor.")
    @Parameter(
            name = VERSION,
            in = ParameterIn.QUERY,
            description = "Which version it has to be about",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    @APIResponse(
            responseCode = "200",
            description = "A record of the format urn:sillok:consent-record:1, as the consent stands now",
            content = @Content(mediaType = TermsResource.JSON_LD, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "422",
            description =
                    "The version does not count, the source is an organisation, or there is no form for something in it")
    public String record(@PathParam("consent") String id, @Context UriInfo uri) {
        Query query = Query.only(uri, VERSION);
        return records.get(callers.caller(), id, query.text(VERSION)).orThrow();
    }
}
