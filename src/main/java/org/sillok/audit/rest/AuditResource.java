package org.sillok.audit.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.Audits;
import org.sillok.identity.Caller;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.Accepted;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Query;

/** Audits of the whole repository. */
@Path("/api/v1/audits")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Audits", description = "Re-verification of everything that is stored.")
public class AuditResource {
    private static final String PATH = "/api/v1/audits";

    private final Audits audits;
    private final CallerProvider callers;
    private final Creation creation;

    AuditResource(Audits audits, CallerProvider callers, Creation creation) {
        this.audits = audits;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startAudit",
            summary = "Check everything that is stored",
            description =
                    "Roles: auditor, custodian, operator. The result of the job says what was found; docs/audit.md"
                            + " explains each code.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    public Response start(
            @Nullable AuditBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        AuditBody sent = Fields.body(body);
        String checkpoint = sent.checkpoint();
        if (checkpoint != null && checkpoint.length() > Audits.MAX_CHECKPOINT) {
            throw new ProblemException(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/checkpoint", "Longer than any checkpoint is."));
        }
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> audits.request(caller, checkpoint, alongside));
        return created.accepted();
    }
}
