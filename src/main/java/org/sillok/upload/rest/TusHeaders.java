package org.sillok.upload.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.upload.NewUpload;
import org.sillok.upload.core.ChunkChecksum;
import org.sillok.upload.core.Concatenation;
import org.sillok.upload.core.UploadMetadata;
import org.sillok.web.DigestFields;

/** Reads the headers of a request of tus; whatever is wrong with one is a problem that names it. */
final class TusHeaders {
    static final String UPLOAD_OFFSET = "Upload-Offset";
    static final String UPLOAD_LENGTH = "Upload-Length";
    static final String UPLOAD_DEFER_LENGTH = "Upload-Defer-Length";
    static final String UPLOAD_METADATA = "Upload-Metadata";
    static final String UPLOAD_CONCAT = "Upload-Concat";
    static final String UPLOAD_CHECKSUM = "Upload-Checksum";
    static final String UPLOAD_EXPIRES = "Upload-Expires";
    static final String REPR_DIGEST = "Repr-Digest";
    static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
    static final String BYTES = "application/offset+octet-stream";

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int MAX_DIGITS = 1000;

    private final HttpHeaders headers;

    private TusHeaders(HttpHeaders headers) {
        this.headers = headers;
    }

    /** Of a request that says which version it speaks. */
    static TusHeaders of(HttpHeaders headers) {
        TusHeaders read = new TusHeaders(headers);
        if (!read.one(Tus.RESUMABLE).equals(Optional.of(Tus.VERSION))) {
            throw new ProblemException(
                    ProblemCode.TUS_VERSION_UNSUPPORTED, ProblemCode.TUS_VERSION_UNSUPPORTED.meaning());
        }
        return read;
    }

    /** What an upload begins with. */
    NewUpload newUpload() {
        Optional<Long> length = number(UPLOAD_LENGTH);
        Optional<String> deferred = one(UPLOAD_DEFER_LENGTH);
        Concatenation concatenation =
                parsed(UPLOAD_CONCAT, Concatenation::parse).orElseGet(Concatenation.Whole::new);
        if (deferred.isPresent() && !deferred.get().equals("1")) {
            throw invalid(UPLOAD_DEFER_LENGTH, "is not 1");
        }
        int said = (length.isPresent() ? 1 : 0) + (deferred.isPresent() ? 1 : 0);
        if (concatenation instanceof Concatenation.Final ? said != 0 : said != 1) {
            throw new ProblemException(
                    ProblemCode.INVALID_HEADER,
                    "An upload says either Upload-Length or Upload-Defer-Length: 1; a final one says neither.");
        }
        return new NewUpload(
                length.orElse(null),
                parsed(UPLOAD_METADATA, UploadMetadata::parse).orElse(UploadMetadata.NONE),
                concatenation,
                announced());
    }

    private @Nullable Digest announced() {
        List<String> lines = headers.getRequestHeader(REPR_DIGEST);
        if (lines == null || lines.isEmpty()) {
            return null;
        }
        return DigestFields.parse(REPR_DIGEST, lines).stream()
                .filter(digest -> digest.algorithm() == Digest.Algorithm.SHA_256)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.DIGEST_UNSUPPORTED,
                        "Of an upload only sha-256 is known before it is deposited: announce that."));
    }

    long offset() {
        return number(UPLOAD_OFFSET).orElseThrow(() -> invalid(UPLOAD_OFFSET, "is missing"));
    }

    @Nullable
    Long uploadLength() {
        return number(UPLOAD_LENGTH).orElse(null);
    }

    /** How long the body says it is; null: it does not say. */
    @Nullable
    Long bodyLength() {
        return number(HttpHeaders.CONTENT_LENGTH).orElse(null);
    }

    @Nullable
    ChunkChecksum checksum() {
        return parsed(UPLOAD_CHECKSUM, ChunkChecksum::parse)
                .map(checksum -> checksum.orElseThrow(() -> new ProblemException(
                        ProblemCode.UPLOAD_CHECKSUM_UNSUPPORTED,
                        "The algorithms are " + ChunkChecksum.Algorithm.names() + ".")))
                .orElse(null);
    }

    /** The method that is meant, for clients that can send only GET and POST. */
    String methodOverride() {
        return one(METHOD_OVERRIDE).orElse("");
    }

    /** Whether the body is bytes of an upload. */
    boolean bringsBytes() {
        String type = one(HttpHeaders.CONTENT_TYPE).orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().equalsIgnoreCase(BYTES);
    }

    boolean hasBody() {
        Long length = bodyLength();
        return length == null ? one("Transfer-Encoding").isPresent() : length > 0;
    }

    void requireBytes() {
        if (!bringsBytes()) {
            throw new ProblemException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Bytes of an upload have the Content-Type " + BYTES + ".");
        }
    }

    /** A number that is too large for this program is too large for every upload: it is taken as the largest. */
    private Optional<Long> number(String name) {
        return one(name).map(text -> {
            if (text.length() > MAX_DIGITS || !text.matches("[0-9]+")) {
                throw invalid(name, "is not a whole number from 0");
            }
            return new BigInteger(text).min(MOST).longValueExact();
        });
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parse) {
        return one(name).map(text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw invalid(name, "cannot be read: " + e.getMessage());
            }
        });
    }

    private Optional<String> one(String name) {
        List<String> lines = headers.getRequestHeader(name);
        if (lines == null || lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() > 1) {
            throw invalid(name, "is there twice");
        }
        return Optional.of(lines.get(0).strip());
    }

    private static ProblemException invalid(String name, String fault) {
        return new ProblemException(ProblemCode.INVALID_HEADER, "The header " + name + " " + fault + ".");
    }
}
