package org.sillok.custody;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.StreamId;

/**
 * What is written to the object store for each statement, beside the log: all that is needed to rebuild the custody
 * tables without the database, given the keys. Disclosures stay sealed.
 */
final class CustodyRecord {
    private static final String VERSION = "sillok/record/1";

    private CustodyRecord() {}

    /** What a record says; {@code stream} is null in records from before it was kept. */
    record Parsed(KeptStatement kept, @Nullable String stream) {}

    /** The stream's random id is kept in clear: the disclosures are sealed for their place in it, and open nowhere else. */
    static byte[] write(
            StreamId stream, byte[] statement, byte[] signature, String keySubject, SealedDisclosures sealed) {
        JsonObject.Builder json = JsonObject.builder()
                .put("v", VERSION)
                .put("stream", stream.value())
                .put("statement", base64(statement))
                .put("signature", base64(signature))
                .put("keys", keySubject);
        putIfPresent(json, "content", sealed.content());
        putIfPresent(json, "accountability", sealed.accountability());
        return CompactJson.write(json.build());
    }

    /** Reads what {@link #write} wrote; empty for anything else. */
    static Optional<Parsed> parse(byte[] bytes) {
        try {
            JsonObject json = StrictJson.parse(bytes)
                    .asObject()
                    .requireNoOthers("v", "stream", "statement", "signature", "keys", "content", "accountability");
            return json.text("v").equals(VERSION)
                    ? Optional.of(new Parsed(
                            new KeptStatement(
                                    decoded(json.text("statement")),
                                    decoded(json.text("signature")),
                                    json.text("keys"),
                                    decodedIfPresent(json, "content"),
                                    decodedIfPresent(json, "accountability")),
                            json.find("stream").map(JsonValue::asText).orElse(null)))
                    : Optional.empty();
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Bytes decodedIfPresent(JsonObject json, String name) {
        return json.find(name).map(text -> decoded(text.asText())).orElse(null);
    }

    private static Bytes decoded(String base64) {
        return Bytes.of(Base64.getDecoder().decode(base64));
    }

    private static void putIfPresent(JsonObject.Builder json, String name, @Nullable Bytes bytes) {
        if (bytes != null) {
            json.put(name, base64(bytes.toArray()));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
