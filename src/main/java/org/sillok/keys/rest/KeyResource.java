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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.keys.KeyLoss;
import org.sillok.keys.KeyRotations;
import org.sillok.keys.RotationOrder;
import org.sillok.web.Accepted;
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
        description = "The key-encryption keys: which are in use, rotation, retirement, loss. Never key material.")
public class KeyResource {
    private static final String ROTATIONS = "/api/v1/keys/rotations";

    private static final String IDENTITY_ROTATIONS = "/api/v1/keys/identities/rotations";

    private final KeyRotations rotations;
    private final KeyLoss loss;
    private final CallerProvider callers;
    private final Creation creation;

    KeyResource(KeyRotations rotations, KeyLoss loss, CallerProvider callers, Creation creation) {
        this.rotations = rotations;
        this.loss = loss;
        this.callers = callers;
        this.creation = creation;
    }

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
        return created.accepted();
    }

    @GET
    @Path("/identities")
    @Operation(
            operationId = "listIdentityKeys",
            summary = "Show which key-encryption keys of identities are in use",
            description = "Roles: auditor, custodian, operator.")
    @APIResponse(
            responseCode = "200",
            description = "Every key that identities were ever sealed under",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    public KeyView listOfIdentities(@Context UriInfo uri) {
        Query.none(uri);
        return KeyView.of(rotations.identityStatus(callers.caller()).orThrow());
    }

    @POST
    @Path("/identities/rotations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateIdentityKeys",
            summary = "Rotate the key-encryption key of identities",
            description =
                    "Roles: custodian, operator. Wraps the keys of all identities anew; what is sealed stays as it is, and"
                            + " nothing of it is opened. Copy the key file of identities to its safe place afterwards.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(
            responseCode = "409",
            description = "A rotation waits or runs already, or the current key is not that one")
    @APIResponse(responseCode = "503", description = "The key-encryption key of identities cannot be used")
    public Response rotateIdentities(
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
        return creation.once(
                        caller,
                        headers,
                        "POST " + IDENTITY_ROTATIONS,
                        sent,
                        alongside -> rotations.requestOfIdentities(caller, order, alongside))
                .accepted();
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
        return KeyView.of(rotations.retire(callers.steppedUp(), key).orThrow());
    }

    @POST
    @Path("/{key}/lost")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "declareKeyLost",
            summary = "Declare that a former key is gone for good",
            description =
                    "Role: custodian. What the key protects cannot be read any more, everything else goes on, and audits"
                            + " name what is lost. A key that turns up again can be moved away from by a rotation. Harmless when"
                            + " repeated.")
    @APIResponse(
            responseCode = "200",
            description = "Every key that was ever in use",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @APIResponse(responseCode = "404", description = "No such key was ever in use")
    @APIResponse(
            responseCode = "409",
            description =
                    "It wraps another number of keys, it can be used after all, it cannot be told whether it is gone,"
                            + " it is the current key or was retired, or keys of the repository itself are among those that it wraps")
    public KeyView lost(@PathParam("key") String key, @Nullable LossBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        return KeyView.of(loss.declare(caller, key, Fields.body(body).count()).orThrow());
    }
}
