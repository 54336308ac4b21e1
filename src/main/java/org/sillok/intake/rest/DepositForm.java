package org.sillok.intake.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.evidence.core.FileName;
import org.sillok.evidence.core.MediaType;
import org.sillok.intake.Deposit;
import org.sillok.intake.ExpectedDigests;
import org.sillok.intake.core.PartHeaders;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Digest;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.DigestFields;

/**
 * The form of a deposit: one part {@code metadata} with JSON and one or more parts {@code file}, in any order. Files
 * go straight into the deposit while they arrive; the metadata is the only thing held.
 */
final class DepositForm {
    private static final int MAX_METADATA = 1 << 20;
    private static final String CONTENT_DIGEST = "Content-Digest";
    private static final String REPR_DIGEST = "Repr-Digest";

    private final Deposit deposit;
    private byte @Nullable [] metadata;

    private DepositForm(Deposit deposit) {
        this.deposit = deposit;
    }

    /**
     * Reads a whole body into {@code deposit}.
     *
     * @throws ProblemException for everything that is wrong with it
     * @throws IOException if the connection breaks
     */
    static DepositForm read(HttpHeaders headers, InputStream source, long limit, Deposit deposit) throws IOException {
        DepositForm form = new DepositForm(deposit);
        String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        DepositBody body = new DepositBody(source, limit, announced(headers));
        try {
            MultipartReader parts = MultipartReader.of(contentType == null ? "" : contentType, body)
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.UNSUPPORTED_MEDIA_TYPE, "A deposit is multipart/form-data with a boundary."));
            for (Optional<MultipartReader.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
                form.take(part.get());
            }
        } catch (MalformedMultipartException e) {
            throw new ProblemException(
                    e.isTruncated() ? ProblemCode.TRUNCATED_BODY : ProblemCode.MALFORMED_MULTIPART, sentence(e));
        }
        body.finish();
        return form;
    }

    /** The digests that the whole body must have. */
    static List<Digest> announced(HttpHeaders headers) {
        List<Digest> digests = new ArrayList<>();
        for (String field : new String[] {CONTENT_DIGEST, REPR_DIGEST}) {
            List<String> lines = headers.getRequestHeader(field);
            if (lines != null && !lines.isEmpty()) {
                digests.addAll(DigestFields.parse(field, lines));
            }
        }
        return digests;
    }

    /** The bytes of the part {@code metadata}. */
    byte[] metadata() {
        if (metadata == null) {
            throw new ProblemException(ProblemCode.MISSING_METADATA, "The body has no part named \"metadata\".");
        }
        return metadata;
    }

    /** Everything the request asks for, as one byte string: equal requests have equal ones. */
    byte[] content(String operation) {
        return CompactJson.write(JsonObject.builder()
                .put("operation", operation)
                .put("metadata", Sha2.sha256(metadata()).hex())
                .put(
                        "files",
                        new JsonArray(deposit.files().stream()
                                .map(file -> file.file().facts())
                                .<JsonValue>map(facts -> JsonObject.builder()
                                        .put("fileName", facts.name().value())
                                        .put("mediaType", facts.mediaType().value())
                                        .put("sha256", facts.sha256().hex())
                                        .build())
                                .toList()))
                .build());
    }

    private void take(MultipartReader.Part part) throws IOException {
        switch (part.disposition().name()) {
            case "metadata" -> metadata = metadata(part.body());
            case "file" -> file(part);
            default ->
                throw new ProblemException(
                        ProblemCode.MALFORMED_MULTIPART, "The parts of a deposit are named \"metadata\" and \"file\".");
        }
    }

    private byte[] metadata(InputStream body) throws IOException {
        if (metadata != null) {
            throw new ProblemException(ProblemCode.MALFORMED_MULTIPART, "The body has two parts named \"metadata\".");
        }
        byte[] bytes = body.readNBytes(MAX_METADATA + 1);
        if (bytes.length > MAX_METADATA) {
            throw new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "The part \"metadata\" has at most 1 MiB.");
        }
        return bytes;
    }

    private void file(MultipartReader.Part part) throws IOException {
        int number = deposit.files().size() + 1;
        String name = part.disposition()
                .file()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.INVALID_FILE_NAME, "Part \"file\" number " + number + " has no file name."));
        Optional<Refusal> refusal = deposit.receive(
                fileName(number, name), mediaType(part.headers()), digests(part.headers()), part.body());
        if (refusal.isPresent()) {
            throw new ProblemException(refusal.get());
        }
    }

    private static FileName fileName(int number, String name) {
        try {
            return new FileName(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.INVALID_FILE_NAME, "File " + number + ": " + e.getMessage() + ".");
        }
    }

    private static MediaType mediaType(PartHeaders headers) {
        try {
            return headers.field("content-type").map(MediaType::ofContentType).orElse(MediaType.OCTET_STREAM);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_MULTIPART, "The Content-Type of a part is not a media type.");
        }
    }

    /** Both fields announce the same here: a part's content is the file. */
    private static ExpectedDigests digests(PartHeaders headers) {
        List<Digest> digests = new ArrayList<>();
        for (String field : new String[] {CONTENT_DIGEST, REPR_DIGEST}) {
            headers.field(field.toLowerCase(Locale.ROOT))
                    .ifPresent(value -> digests.addAll(DigestFields.parse(field, List.of(value))));
        }
        Map<Digest.Algorithm, List<Digest>> byAlgorithm =
                digests.stream().distinct().collect(Collectors.groupingBy(Digest::algorithm));
        if (byAlgorithm.values().stream().anyMatch(values -> values.size() > 1)) {
            throw new ProblemException(
                    ProblemCode.DIGEST_MISMATCH, "The digests that a part announces contradict each other.");
        }
        return new ExpectedDigests(byAlgorithm.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(0))));
    }

    private static String sentence(MalformedMultipartException e) {
        String message = String.valueOf(e.getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
