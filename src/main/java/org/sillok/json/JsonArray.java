package org.sillok.json;

import java.util.Arrays;
import java.util.List;

/** A JSON array. */
public record JsonArray(List<JsonValue> values) implements JsonValue {
    public JsonArray {
        values = List.copyOf(values);
    }

    public static JsonArray of(JsonValue... values) {
        return new JsonArray(Arrays.asList(values));
    }

    /** An array of strings. */
    public static JsonArray ofTexts(List<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
    }

    /** Every element as text; throws {@link JsonShapeException} if one is not a string. */
    public List<String> texts() {
        return values.stream().map(JsonValue::asText).toList();
    }

    public int size() {
        return values.size();
    }

    @Override
    public JsonArray asArray() {
        return this;
    }
}
