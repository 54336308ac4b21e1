package org.sillok.json;

/** Input that is not JSON, or not JSON of the expected shape. Catch this where the difference does not matter. */
public abstract sealed class JsonException extends RuntimeException permits JsonSyntaxException, JsonShapeException {
    private static final long serialVersionUID = 1L;

    JsonException(String message) {
        super(message);
    }
}
