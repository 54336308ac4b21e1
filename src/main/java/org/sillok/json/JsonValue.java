package org.sillok.json;

/** An immutable JSON value. Texts are always well-formed Unicode, so every value can be written. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBool, JsonNull {
    /** The text of a JSON string; throws {@link JsonShapeException} for any other value. */
    default String asText() {
        throw new JsonShapeException("expected a string");
    }

    /** The value of a JSON number that is a whole number in the range of {@code long}; throws {@link JsonShapeException} otherwise. */
    default long asLong() {
        throw new JsonShapeException("expected a whole number");
    }

    /** Throws {@link JsonShapeException} unless this is {@code true} or {@code false}. */
    default boolean asBoolean() {
        throw new JsonShapeException("expected true or false");
    }

    /** Throws {@link JsonShapeException} unless this is an array. */
    default JsonArray asArray() {
        throw new JsonShapeException("expected an array");
    }

    /** Throws {@link JsonShapeException} unless this is an object. */
    default JsonObject asObject() {
        throw new JsonShapeException("expected an object");
    }

    default boolean isNull() {
        return false;
    }
}
