package org.sillok.withdrawal.core;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;
import org.sillok.terms.Purpose;

/** What is sealed of a report that something was passed on. Its text form shows nothing. */
public record OnwardContent(@Nullable String name, Set<Purpose> purposes) {
    /** So many bytes of salt keep the digest of a name from being guessed. */
    public static final int SALT_BYTES = 16;

    public OnwardContent {
        purposes = Set.copyOf(purposes);
    }

    public byte[] toBytes(byte[] salt) {
        JsonObject.Builder json = JsonObject.builder()
                .put("salt", Base64Url.encode(salt))
                .put(
                        "purposes",
                        JsonArray.ofTexts(
                                purposes.stream().sorted().map(Purpose::name).toList()));
        if (name != null) {
            json.put("name", name);
        }
        return CompactJson.write(json.build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static OnwardContent ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject();
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        json.array("purposes").values().stream()
                .map(JsonValue::asText)
                .map(Purpose::valueOf)
                .forEach(purposes::add);
        return new OnwardContent(json.find("name").isPresent() ? json.text("name") : null, purposes);
    }

    @Override
    public String toString() {
        return "OnwardContent";
    }
}
