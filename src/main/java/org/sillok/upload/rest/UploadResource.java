package org.sillok.upload.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
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
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.Position;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.upload.Chunk;
import org.sillok.upload.NewUpload;
import org.sillok.upload.Upload;
import org.sillok.upload.Uploads;
import org.sillok.upload.core.ChunkChecksum;
import org.sillok.upload.core.Concatenation;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Idempotency;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Resumable uploads: tus 1.0 with creation, deferred length, checksums, expiration, termination and concatenation. */
@Tus
@Blocking
@Path("/api/v1/uploads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Uploads",
        description =
                "Files on bad lines: tus 1.0 (https://tus.io/protocols/resumable-upload). Deposits refer to finished"
                        + " uploads. All but OPTIONS and GET carry Tus-Resumable: 1.0.0.")
public class UploadResource {
    private static final String PATH = "/api/v1/uploads";
    private static final String EXTENSIONS =
            "creation,creation-with-upload,creation-defer-length,checksum,expiration,termination,concatenation";
    private static final List<String> OF_A_CREATION = List.of(
            TusHeaders.UPLOAD_LENGTH,
            TusHeaders.UPLOAD_DEFER_LENGTH,
            TusHeaders.UPLOAD_METADATA,
            TusHeaders.UPLOAD_CONCAT,
            TusHeaders.REPR_DIGEST);

    private final Uploads uploads;
    private final UploadAnswers answers;
    private final CallerProvider callers;
    private final Creation creation;

    UploadResource(Uploads uploads, UploadAnswers answers, CallerProvider callers, Creation creation) {
        this.uploads = uploads;
        this.answers = answers;
        this.callers = callers;
        this.creation = creation;
    }

    @OPTIONS
    @Operation(operationId = "uploadOptions", summary = "What is spoken here")
    @APIResponse(responseCode = "204", description = "Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm")
    public Response options() {
        callers.caller();
        return Response.noContent()
                .header(Tus.VERSIONS, Tus.VERSION)
                .header("Tus-Extension", EXTENSIONS)
                .header("Tus-Max-Size", uploads.maxSize())
                .header("Tus-Checksum-Algorithm", ChunkChecksum.Algorithm.names())
                .build();
    }

    @POST
    @Operation(
            operationId = "createUpload",
            summary = "Begin an upload, or put partial ones together",
            description =
                    "A body of application/offset+octet-stream is taken as its first bytes. If they are refused, so is"
                            + " the creation; with an Idempotency-Key the upload stays, and a repetition tells where it"
                            + " is. Repr-Digest: sha-256=:…:"
                            + " announces the whole: an upload that would become another one does not become finished. Role:"
                            + " contributor.")
    @Parameter(name = TusHeaders.UPLOAD_LENGTH, in = ParameterIn.HEADER, description = "Bytes of the whole")
    @Parameter(
            name = TusHeaders.UPLOAD_DEFER_LENGTH,
            in = ParameterIn.HEADER,
            description = "1: the length is said by a later PATCH")
    @Parameter(
            name = TusHeaders.UPLOAD_METADATA,
            in = ParameterIn.HEADER,
            description = "Keys with values in base64; filename and filetype are used by deposits")
    @Parameter(
            name = TusHeaders.UPLOAD_CONCAT,
            in = ParameterIn.HEADER,
            description = "partial, or final; and the addresses of finished partial uploads")
    @Parameter(name = TusHeaders.UPLOAD_CHECKSUM, in = ParameterIn.HEADER, description = "Of the body, if there is one")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, description = "Makes repeating the request harmless")
    @RequestBody(
            content =
                    @Content(
                            mediaType = TusHeaders.BYTES,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "201", description = "Location is where its bytes go")
    public Response create(InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        TusHeaders sent = TusHeaders.of(headers);
        if (sent.hasBody()) {
            sent.requireBytes();
        }
        NewUpload wanted = sent.newUpload();
        if (sent.hasBody() && wanted.concatenation() instanceof Concatenation.Final) {
            throw new ProblemException(Refusal.of(ProblemCode.UPLOAD_IS_FINAL));
        }
        ChunkChecksum checksum = sent.checksum();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, said(headers), alongside -> uploads.create(caller, wanted, alongside));
        Outcome<Upload> upload;
        if (!sent.hasBody() || created.replayed()) {
            upload = uploads.status(caller, created.id());
        } else {
            Chunk first = new Chunk(0, null, sent.bodyLength(), checksum, body);
            // A refusal has no Location. Whoever sent a key gets it by asking again, so the upload has to be there.
            upload = IdempotencyKey.of(headers).isPresent()
                    ? uploads.append(caller, created.id(), first)
                    : uploads.appendOrGiveUp(caller, created.id(), first);
        }
        return answers.progress(Response.created(URI.create(PATH + "/" + created.id())), upload.orThrow())
                .header(Idempotency.REPLAYED_HEADER, created.replayed() ? "true" : null)
                .build();
    }

    private static Map<String, String> said(HttpHeaders headers) {
        Map<String, String> said = new TreeMap<>();
        for (String name : OF_A_CREATION) {
            List<String> lines = headers.getRequestHeader(name);
            if (lines != null && !lines.isEmpty()) {
                said.put(name, String.join(",", lines));
            }
        }
        return said;
    }

    @GET
    @Operation(
            operationId = "listUploads",
            summary = "List the organisation's uploads",
            description = "Role: contributor.")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<UploadView> list(
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("uploads", uri);
        return query.page(
                uploads.list(caller, query.after(), query.limit()).orThrow(),
                upload -> new Position(upload.createdAt(), upload.id().value()),
                upload -> UploadView.of(upload, null));
    }

    @GET
    @Path("/{upload}")
    @Operation(operationId = "getUpload", summary = "Show an upload", description = "Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The upload, and what the service signed about it",
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    public UploadView get(@PathParam("upload") String id, @Context UriInfo uri) {
        Query.none(uri);
        Upload upload = uploads.get(callers.caller(), id).orThrow();
        return UploadView.of(upload, answers.attestation(upload));
    }

    @HEAD
    @Path("/{upload}")
    @Operation(
            operationId = "uploadStatus",
            summary = "Where an upload is",
            description =
                    "Upload-Digest is the SHA-256 of the bytes up to Upload-Offset; Upload-Attestation signs both."
                            + " Role: contributor.")
    @APIResponse(responseCode = "200", description = "In the headers")
    public Response status(@PathParam("upload") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        TusHeaders.of(headers);
        return answers.status(uploads.status(caller, id).orThrow()).build();
    }

    @PATCH
    @Path("/{upload}")
    @Operation(
            operationId = "appendToUpload",
            summary = "Send bytes",
            description =
                    "What has arrived when the line breaks is kept, unless a checksum was sent. The newest request wins:"
                            + " an older one to the same upload is answered 409. Role: contributor.")
    @Parameter(
            name = TusHeaders.UPLOAD_OFFSET,
            in = ParameterIn.HEADER,
            required = true,
            description = "Where the upload is")
    @Parameter(
            name = TusHeaders.UPLOAD_LENGTH,
            in = ParameterIn.HEADER,
            description = "Bytes of the whole, if that was deferred")
    @Parameter(
            name = TusHeaders.UPLOAD_CHECKSUM,
            in = ParameterIn.HEADER,
            description = "sha256, sha512 or sha1 of the body in base64; then all of the body is kept or nothing")
    @RequestBody(
            content =
                    @Content(
                            mediaType = TusHeaders.BYTES,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "204", description = "Upload-Offset is where it is now")
    @APIResponse(responseCode = "460", description = "The body, or the whole, is not what was announced")
    public Response append(
            @PathParam("upload") String id, InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        TusHeaders sent = TusHeaders.of(headers);
        sent.requireBytes();
        Chunk chunk = new Chunk(sent.offset(), sent.uploadLength(), sent.bodyLength(), sent.checksum(), body);
        Upload upload = uploads.append(caller, id, chunk).orThrow();
        return answers.progress(Response.noContent(), upload).build();
    }

    @DELETE
    @Path("/{upload}")
    @Operation(operationId = "deleteUpload", summary = "Give an upload up", description = "Role: contributor.")
    @APIResponse(responseCode = "204", description = "It and its bytes are gone")
    public Response delete(@PathParam("upload") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        TusHeaders.of(headers);
        uploads.terminate(caller, id).orThrow();
        return Response.noContent().build();
    }

    @POST
    @Path("/{upload}")
    @Operation(
            operationId = "overrideUploadMethod",
            summary = "For clients that can only GET and POST",
            description = "X-HTTP-Method-Override names PATCH, DELETE or HEAD.")
    @Parameter(name = TusHeaders.METHOD_OVERRIDE, in = ParameterIn.HEADER, required = true)
    @RequestBody(
            content =
                    @Content(
                            mediaType = TusHeaders.BYTES,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "204", description = "As the method that is meant")
    public Response override(
            @PathParam("upload") String id, InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        return switch (TusHeaders.of(headers).methodOverride()) {
            case "PATCH" -> append(id, body, uri, headers);
            case "DELETE" -> delete(id, uri, headers);
            case "HEAD" -> status(id, uri, headers);
            default ->
                throw new ProblemException(
                        ProblemCode.INVALID_HEADER, "X-HTTP-Method-Override is not PATCH, DELETE or HEAD.");
        };
    }
}
