package org.sillok.upload.core;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Digest;
import org.sillok.kernel.UploadId;

/**
 * The part of an upload that is stored sealed and does not change.
 *
 * @param announced the SHA-256 that the whole must have, if the client said so
 * @param parts of what it was put together, if it was
 */
public record About(UploadMetadata metadata, @Nullable Digest announced, List<UploadId> parts) {
    private static final String METADATA = "metadata";
    private static final String ANNOUNCED = "sha256";
    private static final String PARTS = "parts";

    public About {
        parts = List.copyOf(parts);
    }

    /** The bytes to seal. */
    public byte[] toBytes() {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        metadata.values().forEach((key, value) -> values.put(key, new JsonString(value)));
        return CompactJson.write(JsonObject.builder()
                .put(METADATA, new JsonObject(values))
                .put(ANNOUNCED, announced == null ? JsonNull.NULL : new JsonString(announced.hex()))
                .put(
                        PARTS,
                        new JsonArray(parts.stream()
                                .<JsonValue>map(part -> new JsonString(part.value()))
                                .toList()))
                .build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static About ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject().requireExactly(METADATA, ANNOUNCED, PARTS);
        Map<String, String> values = new LinkedHashMap<>();
        json.object(METADATA).members().forEach((key, value) -> values.put(key, value.asText()));
        return new About(
                new UploadMetadata(values),
                json.get(ANNOUNCED).isNull()
                        ? null
                        : Digest.sha256(HexFormat.of().parseHex(json.text(ANNOUNCED))),
                json.array(PARTS).values().stream()
                        .map(JsonValue::asText)
                        .map(UploadId::new)
                        .toList());
    }
}
