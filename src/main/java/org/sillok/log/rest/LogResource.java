package org.sillok.log.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.identity.Role;
import org.sillok.log.LogProofs;
import org.sillok.log.NotPublishedException;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.TileName;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.web.CallerProvider;

/** The log as the C2SP tools read it (tlog-tiles). Checkpoint, key and hashes are public; entries are for auditors. */
@Path("/log")
@Blocking
@Tag(name = "Transparency log", description = "C2SP tlog-tiles: signed checkpoint, verifier key, tiles.")
public class LogResource {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String IMMUTABLE = "max-age=31536000, immutable";

    private final TransparencyLog log;
    private final LogProofs proofs;
    private final CallerProvider callers;

    LogResource(TransparencyLog log, LogProofs proofs, CallerProvider callers) {
        this.log = log;
        this.proofs = proofs;
        this.callers = callers;
    }

    @GET
    @Path("/checkpoint")
    @PermitAll
    @Operation(
            operationId = "getCheckpoint",
            summary = "The newest signed head of the log's tree (C2SP tlog-checkpoint)")
    @APIResponse(responseCode = "200", description = "A signed note")
    @APIResponse(responseCode = "404", description = "Nothing has been signed yet")
    @APIResponse(responseCode = "503", description = "The log refuses: the database is not the one that it signed")
    public Response checkpoint() {
        try {
            return text(log.checkpoint().note().toArray());
        } catch (NotPublishedException e) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "No checkpoint has been signed yet.");
        }
    }

    @GET
    @Path("/vkey")
    @PermitAll
    @Operation(
            operationId = "getLogKey",
            summary = "The log's verifier key (C2SP signed-note)",
            description = "Trust it only after comparing it with a copy that came by another way.")
    @APIResponse(responseCode = "200", description = "One line: name, key id and Ed25519 key")
    public Response vkey() {
        return text((log.vkey() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @GET
    @Path("/policy")
    @PermitAll
    @Operation(
            operationId = "getLogPolicy",
            summary = "What makes a checkpoint of this log valid (C2SP tlog-policy)",
            description =
                    "The log's Ed25519 key and its ML-DSA-44 key, both required. The second is called a witness in this"
                            + " format; it is the log's own. Trust it only after comparing it with a copy that came by another way.")
    @APIResponse(responseCode = "200", description = "A policy file")
    public Response policy() {
        return text(log.policy().text().getBytes(StandardCharsets.UTF_8));
    }

    @GET
    @Path("/trusted_root.json")
    @PermitAll
    @Operation(
            operationId = "getTrustedRoot",
            summary = "The log's key as Sigstore clients take it (TrustedRoot)",
            description = "Trust it only after comparing it with a copy that came by another way.")
    @APIResponse(responseCode = "200", description = "One transparency log with its Ed25519 key")
    public Response trustedRoot() {
        return Response.ok(proofs.trustedRoot().toArray(), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    @GET
    @Path("/tile/{tile: [0-9].*}")
    @PermitAll
    @Operation(
            operationId = "getTile",
            summary = "A tile of hashes: <level>/<number>, or with .p/<width> a partial one")
    @APIResponse(responseCode = "200", description = "Up to 256 SHA-256 hashes")
    @APIResponse(responseCode = "404", description = "No published tree has this tile")
    public Response tile(@Parameter(example = "0/x001/x234/067") @PathParam("tile") String tile) {
        return tile(tile, TileName.Hashes.class::isInstance, "public, ");
    }

    @GET
    @Path("/tile/entries/{bundle: .+}")
    @RolesAllowed("auditor")
    @Operation(
            operationId = "getEntryBundle",
            summary = "A bundle of entries: <number>, or with .p/<width> a partial one",
            description = "For auditors. Each entry: two bytes of length, then the leaf.")
    @APIResponse(responseCode = "200", description = "Up to 256 entries")
    @APIResponse(responseCode = "404", description = "No published tree has this bundle")
    public Response entries(@Parameter(example = "x001/x234/067") @PathParam("bundle") String bundle) {
        callers.in(Role.AUDITOR);
        return tile("entries/" + bundle, TileName.Entries.class::isInstance, "private, ");
    }

    private Response tile(String path, Predicate<TileName> kind, String cache) {
        return TileName.parse("tile/" + path)
                .filter(kind)
                .flatMap(log::tile)
                .map(bytes -> Response.ok(bytes.toArray(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, cache + IMMUTABLE)
                        .build())
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "The log has no such tile."));
    }

    private static Response text(byte[] bytes) {
        return Response.ok(bytes)
                .header(HttpHeaders.CONTENT_TYPE, TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
