package org.sillok.backup.rest;

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
import org.sillok.backup.Backups;
import org.sillok.backup.core.BackupName;
import org.sillok.identity.Caller;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Accepted;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Query;

/** Backups. */
@Path("/api/v1/backups")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Backups",
        description = "Backups of database, keys and objects, written where the operator's settings say.")
public class BackupResource {
    private static final String BACKUPS = "/api/v1/backups";

    private final Backups backups;
    private final CallerProvider callers;
    private final Creation creation;

    BackupResource(Backups backups, CallerProvider callers, Creation creation) {
        this.backups = backups;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "takeBackup",
            summary = "Take a backup",
            description =
                    "Roles: custodian, operator. Deposits and the log go on; the backup is of one moment. The job's result has"
                            + " the outcome (COMPLETE, or INCOMPLETE with the names of objects that the store has lost),"
                            + " the digest of the manifest and the size of the log's tree.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(
            responseCode = "409",
            description = "A backup waits or runs already, or the service has no folder or passphrase for backups")
    public Response take(
            @Nullable BackupBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        BackupBody sent = Fields.body(body);
        BackupName name = Fields.parsed(
                "name",
                Fields.required("name", sent.name()),
                BackupName::new,
                ProblemCode.INVALID_FIELD,
                "A name is 1 to 63 characters of a to z, 0 to 9 and hyphens.");
        Creation.Created created = creation.once(
                caller, headers, "POST " + BACKUPS, sent, alongside -> backups.request(caller, name, alongside));
        return created.accepted();
    }
}
