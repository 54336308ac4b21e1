package org.sillok.keys.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.keys.KeyRotations;
import org.sillok.keys.RotationOrder;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Query;

/** Key-encryption keys. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Keys",
        description = "The key-encryption keys: which are in use, rotation, retirement. Never key material.")
public class KeyResource {
    private static final String ROTATIONS = "/api/v1/keys/rotations";

    private final KeyRotations rotations;
    private final CallerProvider callers;
    private final Creation creation;

    KeyResource(KeyRotations rotations, CallerProvider callers, Creation creation) {
        this.rotations = rotations;
        this.callers = callers;
        this.creation = creation;
    }

    /** The job to follow. */
    @Schema(name = "KeyRotationJob")
    public record Accepted(
            @Schema(examples = "job_mzxw6ytboi4tcnrvgq3tknbqga")
            String id) {}

    @GET
    @Operation(
            operationId = "listKeys",
            summary = "Show which key-encryption keys are in use",
            description = "Roles: auditor, custodian, operator.")
    @APIResponse(
            responseCode = "200",
            description = "Every key that was ever in use",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    public KeyView list(@Context UriInfo uri) {
        Query.none(uri);
        return KeyView.of(rotations.status(callers.caller()).orThrow());
    }

    @POST
    @Path("/rotations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateKeys",
            summary = "Rotate the key-encryption key",
            description =
                    "Roles: custodian, operator. Wraps the keys of everything that is stored anew, while deposits and"
                            + " readings go on; objects stay as they are. Copy the key file to its safe place afterwards.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(
            responseCode = "409",
            description = "A rotation waits or runs already, or the current key is not that one")
    public Response rotate(
            @Nullable RotationBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        RotationBody sent = Fields.body(body);
        RotationOrder order = sent.order();
        Creation.Created created = creation.once(
                caller, headers, "POST " + ROTATIONS, sent, alongside -> rotations.request(caller, order, alongside));
        return created.answer(
                Response.accepted(new Accepted(created.id())).location(URI.create("/api/v1/jobs/" + created.id())));
    }

    @PUT
    @Path("/{key}/retirement")
    @Operation(
            operationId = "retireKey",
            summary = "Declare that a former key is not needed any more",
            description =
                    "Roles: custodian, operator. From then on the key may be taken out of the key file. Backups of the"
                            + " database from before the rotation still need it.")
    @APIResponse(
            responseCode = "200",
            description = "Every key that was ever in use",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @APIResponse(responseCode = "409", description = "It is the current key, or keys are still wrapped under it")
    public KeyView retire(@PathParam("key") String key, @Context UriInfo uri) {
        Query.none(uri);
        return KeyView.of(rotations.retire(callers.caller(), key).orThrow());
    }
}
