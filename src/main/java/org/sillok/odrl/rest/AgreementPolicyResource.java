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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.odrl.InstrumentExport;
import org.sillok.web.CallerProvider;
import org.sillok.web.Query;

/** A version of an agreement as an ODRL policy. */
@Path("/api/v1/agreements/{agreement}/versions/{number}/odrl")
@Blocking
@Tag(name = "Terms")
public class AgreementPolicyResource {
    private final InstrumentExport export;
    private final CallerProvider callers;

    AgreementPolicyResource(InstrumentExport export, CallerProvider callers) {
        this.export = export;
        this.callers = callers;
    }

    @GET
    @Produces({TermsResource.JSON_LD, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getAgreementPolicy",
            summary = "Show a version as an ODRL policy",
            description = "For those whom the agreement names. A version that was withdrawn or replaced has none.")
    @APIResponse(
            responseCode = "200",
            description = "A policy of the profile urn:sillok:odrl:1, as the version stands now",
            content = @Content(mediaType = TermsResource.JSON_LD, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "422",
            description = "The version does not count, or ODRL has no form for something in it")
    public String policy(@PathParam("agreement") String id, @PathParam("number") String number, @Context UriInfo uri) {
        Query.none(uri);
        return export.agreement(callers.caller(), id, number).orThrow();
    }
}
