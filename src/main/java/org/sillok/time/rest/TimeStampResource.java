package org.sillok.time.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Slice;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.time.TimeStamps;
import org.sillok.web.Page;
import org.sillok.web.Query;

/**
 * The time-stamps of the log's checkpoints. Public, as the checkpoints are: a token says no more than that somebody saw
 * one (docs/adr/0012).
 */
@Path("/log/time-stamps")
@Blocking
@Tag(name = "Trusted time", description = "RFC 3161 time-stamps over the log's checkpoints.")
public class TimeStampResource {
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final Pattern FILE = Pattern.compile("([a-z0-9-]{1,32})\\.(tsr|(?:([1-9])\\.)?crl)");
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,17}");

    private final TimeStamps stamps;

    public TimeStampResource(TimeStamps stamps) {
        this.stamps = stamps;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listTimeStamps", summary = "List the checkpoints that were to be stamped")
    @APIResponse(responseCode = "200", description = "One page, newest first")
    public Page<TimeStampView> list(
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Query query = Query.of("time-stamps", uri);
        Slice<TimeStamps.Round> page =
                stamps.page(query.text("cursor").map(TimeStampResource::decoded).orElse(Long.MAX_VALUE), query.limit());
        List<TimeStamps.Round> rounds = page.items();
        @Nullable
        String next = page.more() ? encoded(rounds.get(rounds.size() - 1).size()) : null;
        return new Page<>(rounds.stream().map(TimeStampView::of).toList(), next);
    }

    @GET
    @Path("/{size: [0-9]+}/checkpoint")
    @PermitAll
    @Operation(
            operationId = "getStampedCheckpoint",
            summary = "The exact bytes that were stamped",
            description = "A token's imprint is the SHA-512 digest of these bytes.")
    @APIResponse(responseCode = "200", description = "A signed note")
    @APIResponse(responseCode = "404", description = "No checkpoint of this size was stamped")
    public Response checkpoint(@PathParam("size") String size) {
        return answer(size(size).flatMap(stamps::checkpoint), "text/plain; charset=utf-8");
    }

    @GET
    @Path("/{size: [0-9]+}/{file: [a-z0-9.-]+}")
    @PermitAll
    @Operation(
            operationId = "getTimeStamp",
            summary = "An authority's response (<authority>.tsr) or a revocation list (<authority>.crl)",
            description = "The response is as it was received, DER. The list is about the authority's certificate;"
                    + " <authority>.1.crl and so on are about the certificates above it.")
    @APIResponse(responseCode = "200", description = "The bytes as they are archived")
    @APIResponse(responseCode = "404", description = "There is no such response or list")
    public Response file(
            @PathParam("size") String size, @Parameter(example = "alpha.tsr") @PathParam("file") String file) {
        Matcher form = FILE.matcher(file);
        if (!form.matches()) {
            return answer(Optional.empty(), MediaType.APPLICATION_OCTET_STREAM);
        }
        if (form.group(2).equals("tsr")) {
            return answer(size(size).flatMap(at -> stamps.response(at, form.group(1))), "application/timestamp-reply");
        }
        int place = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        return size(size)
                .flatMap(at -> stamps.revocationList(at, form.group(1), place))
                .map(list -> archived((StreamingOutput) list::copyTo, "application/pkix-crl")
                        .header(HttpHeaders.CONTENT_LENGTH, list.length())
                        .build())
                .orElseThrow(TimeStampResource::notFound);
    }

    private static Response answer(Optional<Bytes> bytes, String type) {
        return bytes.map(found -> archived(found.toArray(), type).build()).orElseThrow(TimeStampResource::notFound);
    }

    private static Response.ResponseBuilder archived(Object entity, String type) {
        return Response.ok(entity).header(HttpHeaders.CONTENT_TYPE, type).header(HttpHeaders.CACHE_CONTROL, IMMUTABLE);
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Nothing of this name is archived.");
    }

    private static Optional<Long> size(String text) {
        return SIZE.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static String encoded(long size) {
        return Base64Url.encode(Long.toString(size).getBytes(StandardCharsets.US_ASCII));
    }

    private static Long decoded(String cursor) {
        try {
            return size(new String(Base64Url.decode(cursor), StandardCharsets.US_ASCII))
                    .orElseThrow(() -> new IllegalArgumentException("not a size"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.INVALID_CURSOR, "This list did not issue the cursor.");
        }
    }
}
