package org.sillok.succession.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Caller;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.SuccessionId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.succession.Acceptances;
import org.sillok.succession.HandOverReceipts;
import org.sillok.succession.PackagePart;
import org.sillok.succession.Packages;
import org.sillok.succession.SuccessionReading;
import org.sillok.succession.core.Archive;
import org.sillok.web.CallerProvider;
import org.sillok.web.ClientConnection;
import org.sillok.web.DigestFields;
import org.sillok.web.Fields;
import org.sillok.web.Page;
import org.sillok.web.Prefer;
import org.sillok.web.Query;

/** Packages on their way to the successor, and what both sides say of it. */
@Path("/api/v1/successions")
@Blocking
@Tag(name = "Successions")
public class HandOverResource {
    private static final String MEDIA_TYPE = "application/pkcs7-mime; smime-type=authEnveloped-data";

    private final Packages packages;
    private final Acceptances acceptances;
    private final HandOverReceipts receipts;
    private final SuccessionReading reading;
    private final CallerProvider callers;
    private final ClientConnection client;

    HandOverResource(
            Packages packages,
            Acceptances acceptances,
            HandOverReceipts receipts,
            SuccessionReading reading,
            CallerProvider callers,
            ClientConnection client) {
        this.packages = packages;
        this.acceptances = acceptances;
        this.receipts = receipts;
        this.reading = reading;
        this.callers = callers;
        this.client = client;
    }

    @GET
    @Path("{succession}/parts")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listSuccessionParts",
            summary = "List the encrypted messages of a package",
            description = "While it can be handed over. Role: custodian.")
    @APIResponse(responseCode = "200", description = "All of them, by archive and number")
    @APIResponse(responseCode = "409", description = "The package is not written, or the succession is over")
    public Page<PackagePartView> parts(@PathParam("succession") String id, @Context UriInfo uri) {
        Query.none(uri);
        List<PackagePart> parts = packages.list(callers.caller(), id).orThrow();
        return new Page<>(parts.stream().map(PackagePartView::of).toList(), null);
    }

    @GET
    @Path("{succession}/parts/{archive}/{number}")
    @Produces(MEDIA_TYPE)
    @Operation(
            operationId = "downloadSuccessionPart",
            summary = "Download an encrypted message of a package",
            description =
                    "Whole. Only the successor can open it. Refused once the holdings are not what was packed any more, or"
                            + " the successor's certificate counts no more. On record before the first byte is sent."
                            + " Role: custodian.")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content =
                    @Content(
                            mediaType = "application/pkcs7-mime",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "409",
            description = "It is not written, the holdings have changed since, or the certificate counts no more")
    public Response part(
            @PathParam("succession") String id,
            @PathParam("archive") String archive,
            @PathParam("number") String number,
            @Context UriInfo uri)
            throws IOException {
        Query.none(uri);
        PackagePart part = packages.take(callers.caller(), id, archive(archive), number(number))
                .orThrow();
        return Response.ok(client.whileOpen(packages.open(part).orThrow()))
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Digest", DigestFields.format(part.sha256(), part.sha512()))
                .header("Repr-Digest", DigestFields.format(part.sha256(), part.sha512()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + part.fileName() + "\"")
                .build();
    }

    @GET
    @Path("{succession}/acceptance-text")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getSuccessionAcceptanceText",
            summary = "Read what the successor signs to accept",
            description = "The successor can make it itself from the package. Role: custodian.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SignedTextView.class)))
    @APIResponse(responseCode = "409", description = "The package is not written")
    public SignedTextView acceptanceText(@PathParam("succession") String id, @Context UriInfo uri) {
        Query.none(uri);
        return SignedTextView.of(acceptances.text(callers.caller(), id).orThrow());
    }

    @POST
    @Path("{succession}/acceptance")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptSuccession",
            summary = "Record that the successor accepted",
            description =
                    "With its signature. There is no way back: the records of all items are told, and nothing of them is"
                            + " released from here any more. Sending it again is harmless. Role: custodian.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuccessionView.class)))
    @APIResponse(responseCode = "400", description = "Not a signature by a confirmed key of the successor")
    @APIResponse(responseCode = "409", description = "The package is not written, or the holdings have changed since")
    public SuccessionView accept(
            @PathParam("succession") String id, @Nullable SignatureBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        Bytes signature = Fields.body(body).toSignature();
        acceptances.accept(caller, id, signature).orThrow();
        return SuccessionView.of(reading.shown(caller, id).orThrow());
    }

    @GET
    @Path("{succession}/hand-over")
    @Produces(Receipt.MEDIA_TYPE)
    @Operation(
            operationId = "getHandOver",
            summary = "Get the receipt of the statement that the holdings were handed over",
            description =
                    "Signed and logged; for the successor. Prefer: wait=N waits up to N seconds for publication. Roles:"
                            + " custodian; auditor; contributor of the organisation whose holdings they were.")
    @APIResponse(responseCode = "200", description = "The receipt; keep its bytes as they are")
    @APIResponse(responseCode = "409", description = "It is not handed over, or not published yet")
    public Response handOver(@PathParam("succession") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Receipt receipt =
                receipts.get(callers.caller(), id, Prefer.patience(headers)).orThrow();
        // Whoever gets here has named a succession that exists.
        return Response.ok(receipt.write().toArray())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + new SuccessionId(id) + Receipt.FILE_SUFFIX + "\"")
                .build();
    }

    private static Archive archive(String slug) {
        return Archive.of(slug).orElseThrow(() -> new ProblemException(Refusal.of(ProblemCode.NOT_FOUND)));
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
        return Integer.parseInt(text);
    }
}
