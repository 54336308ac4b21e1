package org.sillok.agreement.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonBool;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;

/** JSON values as the maps, lists and texts that answers are written from. */
final class Plain {
    private Plain() {}

    static Map<String, Object> of(JsonObject object) {
        Map<String, Object> plain = new LinkedHashMap<>();
        object.members().forEach((name, value) -> {
            Object member = of(value);
            if (member != null) {
                plain.put(name, member);
            }
        });
        return plain;
    }

    static @Nullable Object of(@Nullable JsonValue value) {
        if (value instanceof JsonObject object) {
            return of(object);
        } else if (value instanceof JsonArray array) {
            return (List<?>) array.values().stream().map(Plain::of).toList();
        } else if (value instanceof JsonString text) {
            return text.value();
        } else if (value instanceof JsonNumber number) {
            return number.asLong();
        } else if (value instanceof JsonBool bool) {
            return bool.asBoolean();
        }
        return null;
    }
}
