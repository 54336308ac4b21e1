package org.sillok.intake.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.core.FileName;
import org.sillok.evidence.core.MediaType;
import org.sillok.intake.UploadedFile;
import org.sillok.json.CanonicalJson;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Digest;
import org.sillok.kernel.UploadId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;

/** A deposit of files that were uploaded before: its metadata, and which uploads its files are. */
final class DepositJson {
    private static final int MAX_BYTES = 1 << 20;
    private static final String METADATA = "metadata";
    private static final String FILES = "files";

    private final JsonObject body;
    private final List<UploadedFile> files;

    private DepositJson(JsonObject body, List<UploadedFile> files) {
        this.body = body;
        this.files = files;
    }

    /** Whether a request is one, by its Content-Type. */
    static boolean isMeantBy(@Nullable String contentType) {
        return contentType != null
                && contentType.strip().toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?");
    }

    /**
     * Reads the whole body.
     *
     * @throws ProblemException for everything that is wrong with it
     */
    static DepositJson read(HttpHeaders headers, InputStream source) throws IOException {
        DepositBody whole = new DepositBody(source, MAX_BYTES, DepositForm.announced(headers));
        byte[] bytes = whole.readAllBytes();
        whole.finish();
        JsonValue value;
        try {
            value = StrictJson.parse(bytes);
        } catch (JsonException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, ProblemCode.MALFORMED_JSON.meaning());
        }
        JsonObject body = object(value, "");
        requireNoOthers(body, "", METADATA, FILES);
        List<UploadedFile> files = new ArrayList<>();
        List<JsonValue> sent = read("/" + FILES, () -> body.array(FILES).values());
        for (int i = 0; i < sent.size(); i++) {
            files.add(file(sent.get(i), "/" + FILES + "/" + i));
        }
        return new DepositJson(body, files);
    }

    /** The bytes of the metadata, as the part of a form would have them. */
    byte[] metadata() {
        return CompactJson.write(body.find(METADATA)
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.MISSING_METADATA, "The body has no member \"metadata\".")));
    }

    List<UploadedFile> files() {
        return files;
    }

    /** Everything the request asks for, as one byte string: equal requests have equal ones. */
    byte[] content(String operation) {
        return CanonicalJson.write(JsonObject.builder()
                .put("operation", operation)
                .put("request", body)
                .build());
    }

    private static UploadedFile file(JsonValue value, String place) {
        JsonObject file = object(value, place);
        requireNoOthers(file, place, "upload", "fileName", "mediaType", "sha256");
        String upload = read(place + "/upload", () -> file.text("upload"));
        return new UploadedFile(
                parsed(upload, UploadId::new, ProblemCode.INVALID_FIELD, place + "/upload"),
                optional(file, "fileName", FileName::new, ProblemCode.INVALID_FILE_NAME, place),
                optional(file, "mediaType", MediaType::ofContentType, ProblemCode.INVALID_FIELD, place),
                optional(
                        file,
                        "sha256",
                        hex -> Digest.sha256(HexFormat.of().parseHex(hex)),
                        ProblemCode.INVALID_FIELD,
                        place));
    }

    private static <T> @Nullable T optional(
            JsonObject object, String name, Function<String, T> parse, ProblemCode code, String place) {
        Optional<JsonValue> value = object.find(name);
        if (value.isEmpty()) {
            return null;
        }
        if (!(value.get() instanceof JsonString text)) {
            throw invalid(ProblemCode.INVALID_FIELD, place + "/" + name, "expected a string");
        }
        return parsed(text.asText(), parse, code, place + "/" + name);
    }

    private static <T> T parsed(String text, Function<String, T> parse, ProblemCode code, String pointer) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalid(code, pointer, String.valueOf(e.getMessage()));
        }
    }

    private static JsonObject object(JsonValue value, String pointer) {
        return read(pointer, value::asObject);
    }

    private static void requireNoOthers(JsonObject object, String pointer, String... names) {
        try {
            object.requireNoOthers(names);
        } catch (JsonException e) {
            throw invalid(ProblemCode.UNKNOWN_FIELD, pointer, String.valueOf(e.getMessage()));
        }
    }

    private interface Read<T> {
        T value();
    }

    private static <T> T read(String pointer, Read<T> read) {
        try {
            return read.value();
        } catch (JsonException e) {
            throw invalid(ProblemCode.INVALID_FIELD, pointer, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException invalid(ProblemCode code, String pointer, String fault) {
        return new ProblemException(
                Refusal.at(code, pointer, Character.toUpperCase(fault.charAt(0)) + fault.substring(1) + "."));
    }
}
