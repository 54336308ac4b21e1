package org.sillok.odrl.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonSyntaxException;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.odrl.TermsDesk;
import org.sillok.odrl.core.PolicyJson;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.terms.TermFault;
import org.sillok.web.CallerProvider;
import org.sillok.web.Query;

/** Drafts of terms: checked, and translated from and to ODRL. */
@Path("/api/v1/terms")
@Blocking
@Tag(name = "Terms")
public class TermsResource {
    static final String JSON_LD = "application/ld+json";

    /** A draft: some clauses. */
    @Schema(name = "TermsDraft")
    record DraftSchema(
            @Schema(required = true, description = "1 to 500 clauses, as docs/odrl.md describes them")
            List<Object> clauses) {}

    /** One thing that would be refused. */
    @Schema(name = "TermFault")
    record FaultSchema(
            @Schema(description = "Where, as a JSON pointer into the draft")
            String pointer,

            @Schema(description = "What is wrong, and the way out")
            String message) {}

    /** What is wrong with a draft. */
    @Schema(name = "TermFaults")
    record FaultsSchema(
            @Schema(description = "Empty if the clauses can be entered as they are")
            List<FaultSchema> faults) {}

    /** What a policy says. */
    @Schema(name = "ImportedTerms")
    record ImportedSchema(
            @Schema(
                    description = "What the document is",
                    enumeration = {"CLAUSES", "AGREEMENT", "CONSENT"})
            String type,

            @Schema(description = "The agreement or consent, if it is one") @Nullable
            Object instrument,

            @Schema(description = "The clauses, in the form in which they are entered")
            List<Object> clauses,

            @Schema(description = "Of an agreement or consent: answers to consultations") @Nullable
            List<Object> answers,

            @Schema(description = "What would be refused if the clauses were entered")
            List<FaultSchema> faults) {}

    private final TermsDesk desk;
    private final CallerProvider callers;

    TermsResource(TermsDesk desk, CallerProvider callers) {
        this.desk = desk;
        this.callers = callers;
    }

    @POST
    @Path("/validation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "checkTerms",
            summary = "Check a draft of clauses",
            description =
                    "Says what would be refused if the clauses were entered. Nothing is kept. Role: contributor or custodian.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftSchema.class)))
    @APIResponse(
            responseCode = "200",
            description = "The faults, if there are any",
            content = @Content(schema = @Schema(implementation = FaultsSchema.class)))
    public String check(byte[] body, @Context UriInfo uri) {
        Caller caller = caller(uri);
        List<TermFault> faults = desk.check(caller, json(body)).orThrow();
        return "{\"faults\":" + CompactJson.text(PolicyJson.faults(faults)) + "}";
    }

    @POST
    @Path("/odrl")
    @Consumes(JSON_LD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importTerms",
            summary = "Translate an ODRL policy into clauses",
            description =
                    "Takes policies of the profile urn:sillok:odrl:1 only. What cannot be said in clauses is refused with its"
                            + " place, never left out; no context is fetched. Nothing is kept. Role: contributor or custodian.")
    @RequestBody(required = true, content = @Content(mediaType = JSON_LD, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "200",
            description = "What the policy says",
            content = @Content(schema = @Schema(implementation = ImportedSchema.class)))
    @APIResponse(
            responseCode = "422",
            description = "Something in the policy is not known here; the pointer says where")
    public String read(byte[] body, @Context UriInfo uri) {
        Caller caller = caller(uri);
        return CompactJson.text(PolicyJson.of(desk.read(caller, json(body)).orThrow()));
    }

    @POST
    @Path("/odrl/export")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({JSON_LD, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "exportTerms",
            summary = "Translate clauses into an ODRL policy",
            description =
                    "The same clauses are always the same bytes. Nothing is kept. Role: contributor or custodian.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftSchema.class)))
    @APIResponse(
            responseCode = "200",
            description = "A policy of the profile urn:sillok:odrl:1",
            content = @Content(mediaType = JSON_LD, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "422", description = "ODRL has no form for something; the pointer says where")
    public String export(byte[] body, @Context UriInfo uri) {
        Caller caller = caller(uri);
        return desk.export(caller, json(body)).orThrow();
    }

    private Caller caller(UriInfo uri) {
        Query.none(uri);
        return callers.caller();
    }

    private static JsonValue json(byte[] body) {
        try {
            return StrictJson.parse(body);
        } catch (JsonSyntaxException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, "Not JSON: " + e.getMessage() + ".");
        }
    }
}
