package org.sillok.bundle.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.bundle.Deliveries;
import org.sillok.bundle.PartContents;
import org.sillok.bundle.PartOffer;
import org.sillok.evidence.core.ByteRange;
import org.sillok.identity.Caller;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.CallerProvider;
import org.sillok.web.ClientConnection;
import org.sillok.web.DigestFields;
import org.sillok.web.ETags;
import org.sillok.web.Query;

/** The bytes of bundles, encrypted for who receives them. */
@Path("/api/v1/bundles")
@Blocking
@Tag(name = "Bundles")
public class BundlePartResource {
    private static final String MEDIA_TYPE = "application/pkcs7-mime; smime-type=authEnveloped-data";

    /** The tag of nothing. */
    private static final String ABSENT = "\"\"";

    private final Deliveries deliveries;
    private final PartContents contents;
    private final CallerProvider callers;
    private final ClientConnection client;

    BundlePartResource(Deliveries deliveries, PartContents contents, CallerProvider callers, ClientConnection client) {
        this.deliveries = deliveries;
        this.contents = contents;
        this.callers = callers;
        this.client = client;
    }

    @GET
    @Path("{bundle}/parts/{number}")
    @Operation(
            operationId = "downloadBundlePart",
            summary = "Download a part of a bundle",
            description =
                    "All of it, or one range, so that a download that broke off goes on. Each request decides again whether"
                            + " the bundle may still be handed over, and is on record before the first byte is sent. Repr-Digest"
                            + " is the digest of the whole part. Role: investigator of the recipient.")
    @APIResponse(
            responseCode = "200",
            description = "The whole part",
            content =
                    @Content(
                            mediaType = "application/pkcs7-mime",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "206", description = "The range asked for")
    @APIResponse(
            responseCode = "409",
            description = "It is not ready, its undertakings were not accepted, or it may not be handed over any more")
    @APIResponse(responseCode = "410", description = "It has expired")
    @APIResponse(responseCode = "416", description = "Nothing of the part lies in the range")
    public Response get(
            @PathParam("bundle") String id,
            @PathParam("number") String number,
            @Context UriInfo uri,
            @Context HttpHeaders headers)
            throws IOException {
        Query.none(uri);
        // A malformed field is refused before anything is decided.
        ETags.notModified(headers, ABSENT);
        Caller caller = callers.caller();
        PartOffer part = deliveries
                .offer(caller, id, number(number), offered -> sends(headers, offered))
                .orThrow();
        String etag = etag(part);
        if (ETags.notModified(headers, etag)) {
            return Response.notModified().header(HttpHeaders.ETAG, etag).build();
        }
        ByteRange wanted = wanted(headers, part);
        if (wanted instanceof ByteRange.Unsatisfiable none) {
            throw new ProblemException(
                    new Refusal(ProblemCode.RANGE_NOT_SATISFIABLE, "The part has " + none.length() + " bytes."),
                    Map.of("Content-Range", none.contentRange()));
        }
        if (wanted instanceof ByteRange.Part range) {
            return described(Response.status(206), part, etag)
                    .header("Content-Range", range.contentRange())
                    .header(HttpHeaders.CONTENT_LENGTH, range.size())
                    .entity(client.whileOpen(contents.range(caller, part, range).orThrow()))
                    .build();
        }
        return described(Response.ok(), part, etag)
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .header("Content-Digest", DigestFields.format(part.sha256(), part.sha512()))
                .entity(client.whileOpen(contents.whole(caller, part).orThrow()))
                .build();
    }

    @HEAD
    @Path("{bundle}/parts/{number}")
    @Operation(
            operationId = "describeBundlePart",
            summary = "Describe a part of a bundle",
            description = "The headers of a download without its bytes, decided in the same way. Recorded as a look."
                    + " Role: investigator of the recipient.")
    public Response head(@PathParam("bundle") String id, @PathParam("number") String number, @Context UriInfo uri) {
        Query.none(uri);
        PartOffer part =
                deliveries.describe(callers.caller(), id, number(number)).orThrow();
        return described(Response.ok(), part, etag(part))
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .build();
    }

    private static Response.ResponseBuilder described(Response.ResponseBuilder response, PartOffer part, String etag) {
        return response.header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Accept-Ranges", "bytes")
                .header("Repr-Digest", DigestFields.format(part.sha256(), part.sha512()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + part.bundle() + ".zip." + part.number() + ".cms\"");
    }

    private static boolean sends(HttpHeaders headers, PartOffer part) {
        return !ETags.notModified(headers, etag(part)) && !(wanted(headers, part) instanceof ByteRange.Unsatisfiable);
    }

    private static ByteRange wanted(HttpHeaders headers, PartOffer part) {
        return ByteRange.of(rangeField(headers, etag(part)), part.length());
    }

    private static String etag(PartOffer part) {
        return ETags.of(part.object().value());
    }

    /** The Range field, unless If-Range names another representation (RFC 9110 section 13.1.5). */
    private static Optional<String> rangeField(HttpHeaders headers, String etag) {
        String condition = headers.getHeaderString("If-Range");
        if (condition != null && !condition.equals(etag)) {
            return Optional.empty();
        }
        return Optional.ofNullable(headers.getHeaderString("Range"));
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
        return Integer.parseInt(text);
    }
}
