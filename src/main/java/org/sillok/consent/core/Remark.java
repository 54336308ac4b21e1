package org.sillok.consent.core;

import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;

/** Why something was recorded, and what shows it. Its text form shows nothing. */
public record Remark(@Nullable String reason, @Nullable EvidenceRef evidence) {
    public static final Remark NONE = new Remark(null, null);

    /** The bytes under {@code salt}, which keeps their digest from being guessed. */
    public byte[] toBytes(byte[] salt) {
        return CompactJson.write(
                put(JsonObject.builder().put("salt", Base64Url.encode(salt))).build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static Remark ofBytes(byte[] bytes) {
        return of(StrictJson.parse(bytes).asObject());
    }

    JsonObject.Builder put(JsonObject.Builder json) {
        ConsentJson.put(json, "reason", reason, JsonString::new);
        ConsentJson.put(json, "evidence", evidence, EvidenceRef::json);
        return json;
    }

    static Remark of(JsonObject json) {
        return new Remark(
                ConsentJson.get(json, "reason", JsonValue::asText),
                ConsentJson.get(json, "evidence", value -> EvidenceRef.of(value.asObject())));
    }

    @Override
    public String toString() {
        return "Remark";
    }
}
