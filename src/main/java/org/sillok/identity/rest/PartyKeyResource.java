package org.sillok.identity.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.sillok.identity.NewPartyKey;
import org.sillok.identity.PartyKeyRegistry;
import org.sillok.identity.core.PartyKey;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Position;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Keys that organisations hold themselves. */
@Path("/api/v1/parties/{party}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Parties and users")
public class PartyKeyResource {
    private final PartyKeyRegistry keys;
    private final CallerProvider callers;
    private final Creation creation;

    PartyKeyResource(PartyKeyRegistry keys, CallerProvider callers, Creation creation) {
        this.keys = keys;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerPartyKey",
            summary = "Register a key of the own organisation",
            description =
                    "To sign with: the public key with a proof. For encryption: an X.509 certificate, which may become"
                            + " valid later. It is pending until a custodian confirms it. Role: contributor or investigator.")
    @APIResponse(
            responseCode = "201",
            description = "The pending key",
            content = @Content(schema = @Schema(implementation = PartyKeyView.class)))
    @APIResponse(responseCode = "409", description = "This key is registered already")
    public Response register(
            @PathParam("party") String party,
            @Nullable PartyKeyBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.person();
        PartyKeyBody sent = Fields.body(body);
        NewPartyKey key = sent.toNewPartyKey();
        String path = "/api/v1/parties/" + party + "/keys";
        Creation.Created created = creation.once(
                caller, headers, "POST " + path, sent, alongside -> keys.register(caller, party, key, alongside));
        PartyKeyView view = PartyKeyView.of(keys.shown(party, new PartyKeyId(created.id())));
        return created.answer(Response.created(URI.create(path + "/" + view.id()))
                .header(HttpHeaders.ETAG, view.etag())
                .entity(view));
    }

    @GET
    @Operation(
            operationId = "listPartyKeys",
            summary = "List an organisation's keys",
            description =
                    "With those that are pending or revoked. Custodians see every organisation's, everybody the own.")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<PartyKeyView> list(
            @PathParam("party") String party,
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("keys of " + party, uri);
        return query.page(
                keys.list(caller, party, query.after(), query.limit()).orThrow(),
                key -> new Position(key.registered().at(), key.id().value()),
                PartyKeyView::of);
    }

    @GET
    @Path("/{key}")
    @Operation(
            operationId = "getPartyKey",
            summary = "Show a key of an organisation",
            description = "Custodians see every organisation's, everybody the own.")
    @APIResponse(
            responseCode = "200",
            description = "The key",
            content = @Content(schema = @Schema(implementation = PartyKeyView.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response get(
            @PathParam("party") String party,
            @PathParam("key") String key,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        PartyKeyView view =
                PartyKeyView.of(keys.get(callers.caller(), party, key).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @POST
    @Path("/{key}/confirm")
    @Operation(
            operationId = "confirmPartyKey",
            summary = "Say that a key is the organisation's",
            description =
                    "From now on it counts. Compare its fingerprint, for encryption that of its certificate, with the organisation over another line first."
                            + " Role: custodian, and not who registered it.")
    @APIResponse(
            responseCode = "200",
            description = "The confirmed key",
            content = @Content(schema = @Schema(implementation = PartyKeyView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "Confirmed or revoked before, registered by the caller, or for encryption without a certificate that"
                            + " can be used")
    public Response confirm(@PathParam("party") String party, @PathParam("key") String key, @Context UriInfo uri) {
        Query.none(uri);
        return answer(keys.confirm(callers.steppedUp(), party, key).orThrow());
    }

    @POST
    @Path("/{key}/revoke")
    @Operation(
            operationId = "revokePartyKey",
            summary = "Let a key count no longer",
            description = "At once and for good. Repeating it is harmless. Roles: contributor or investigator of the"
                    + " organisation, or custodian.")
    @APIResponse(
            responseCode = "200",
            description = "The revoked key",
            content = @Content(schema = @Schema(implementation = PartyKeyView.class)))
    public Response revoke(@PathParam("party") String party, @PathParam("key") String key, @Context UriInfo uri) {
        Query.none(uri);
        return answer(keys.revoke(callers.caller(), party, key).orThrow());
    }

    private static Response answer(PartyKey key) {
        PartyKeyView view = PartyKeyView.of(key);
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }
}
