package org.sillok.evidence.rest;

import io.quarkus.security.Authenticated;
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
import org.sillok.evidence.Evidence;
import org.sillok.evidence.FileContents;
import org.sillok.evidence.HandedOver;
import org.sillok.evidence.ReadableFile;
import org.sillok.evidence.StoredFile;
import org.sillok.evidence.core.ByteRange;
import org.sillok.evidence.core.ContentDisposition;
import org.sillok.evidence.core.FileFacts;
import org.sillok.evidence.core.VersionRef;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.CallerProvider;
import org.sillok.web.ClientConnection;
import org.sillok.web.DigestFields;
import org.sillok.web.ETags;
import org.sillok.web.Query;

/** The bytes of files, as they were deposited. */
@Path("/api/v1/items")
@Authenticated
@Tag(name = "Items")
public class ContentResource {
    private final Evidence evidence;
    private final FileContents contents;
    private final CallerProvider callers;
    private final ClientConnection client;

    ContentResource(Evidence evidence, FileContents contents, CallerProvider callers, ClientConnection client) {
        this.evidence = evidence;
        this.contents = contents;
        this.callers = callers;
        this.client = client;
    }

    @GET
    @Path("{id}/versions/{version}/files/{file}")
    @Operation(
            summary = "Download a file",
            description = "The original bytes, or one range of them. Repr-Digest is the digest of the whole file. The"
                    + " download is on the record before the first byte is sent; retries and ranges within a reading"
                    + " session count as one. An answer without bytes (304, 416) is recorded as a look at the item. A"
                    + " file that was altered in storage never arrives whole. Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The whole file",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "206", description = "The range asked for")
    @APIResponse(responseCode = "416", description = "Nothing of the file lies in the range")
    public Response get(
            @PathParam("id") String id,
            @PathParam("version") String version,
            @PathParam("file") String file,
            @Context UriInfo uri,
            @Context HttpHeaders headers)
            throws IOException {
        Query.none(uri);
        // A condition that is malformed is refused before anything is looked for.
        ETags.notModified(headers, "");
        ReadableFile readable = evidence.read(
                        callers.caller(), version(id, version), number(file), found -> handedOver(headers, found))
                .orThrow();
        String etag = etag(readable.file());
        if (ETags.notModified(headers, etag)) {
            return Response.notModified().header(HttpHeaders.ETAG, etag).build();
        }
        long length = readable.file().facts().length();
        ByteRange range = ByteRange.of(rangeField(headers, etag), length);
        if (range instanceof ByteRange.Unsatisfiable none) {
            throw new ProblemException(
                    new Refusal(ProblemCode.RANGE_NOT_SATISFIABLE, "The file has " + none.length() + " bytes."),
                    Map.of("Content-Range", none.contentRange()));
        }
        if (range instanceof ByteRange.Part part) {
            return described(Response.status(206), readable, etag)
                    .header("Content-Range", part.contentRange())
                    .header(HttpHeaders.CONTENT_LENGTH, part.size())
                    .entity(client.whileOpen(contents.part(readable, part)))
                    .build();
        }
        return described(Response.ok(), readable, etag)
                .header(HttpHeaders.CONTENT_LENGTH, length)
                .header("Content-Digest", digests(readable.file().facts()))
                .entity(client.whileOpen(contents.whole(readable)))
                .build();
    }

    @HEAD
    @Path("{id}/versions/{version}/files/{file}")
    @Operation(
            summary = "Describe a file",
            description = "The headers of a download without its bytes. Recorded as a look. Role: contributor.")
    public Response head(
            @PathParam("id") String id,
            @PathParam("version") String version,
            @PathParam("file") String file,
            @Context UriInfo uri) {
        Query.none(uri);
        ReadableFile readable = evidence.describe(callers.caller(), version(id, version), number(file))
                .orThrow();
        return described(Response.ok(), readable, etag(readable.file()))
                .header(HttpHeaders.CONTENT_LENGTH, readable.file().facts().length())
                .build();
    }

    private static Response.ResponseBuilder described(
            Response.ResponseBuilder response, ReadableFile file, String etag) {
        FileFacts facts = file.file().facts();
        return response.header(HttpHeaders.CONTENT_TYPE, facts.mediaType().value())
                .header(HttpHeaders.ETAG, etag)
                .header("Accept-Ranges", "bytes")
                .header("Repr-Digest", digests(facts))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment(
                                facts.name(),
                                file.version().item().value() + "-v"
                                        + file.version().version() + "-"
                                        + file.file().number()));
    }

    private static String digests(FileFacts facts) {
        return DigestFields.format(facts.sha256(), facts.sha512());
    }

    private static String etag(StoredFile file) {
        return ETags.of(file.object().value());
    }

    /** What {@link #get} sends. */
    private static HandedOver handedOver(HttpHeaders headers, StoredFile file) {
        String etag = etag(file);
        if (ETags.notModified(headers, etag)) {
            return HandedOver.NOTHING;
        }
        ByteRange range = ByteRange.of(rangeField(headers, etag), file.facts().length());
        if (range instanceof ByteRange.Part part) {
            return part.size() == part.length() ? HandedOver.WHOLE : HandedOver.PART;
        }
        return range instanceof ByteRange.Unsatisfiable ? HandedOver.NOTHING : HandedOver.WHOLE;
    }

    /** The Range field, unless If-Range names another representation (RFC 9110 section 13.1.5). */
    private static Optional<String> rangeField(HttpHeaders headers, String etag) {
        String condition = headers.getHeaderString("If-Range");
        if (condition != null && !condition.equals(etag)) {
            return Optional.empty();
        }
        return Optional.ofNullable(headers.getHeaderString("Range"));
    }

    private static VersionRef version(String id, String version) {
        return new VersionRef(ItemResource.itemId(id), number(version));
    }

    static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
        return Integer.parseInt(text);
    }
}
