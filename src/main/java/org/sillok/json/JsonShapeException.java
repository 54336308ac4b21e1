package org.sillok.json;

/** Well-formed JSON in which a member is missing, unknown, or of another type than expected. */
public final class JsonShapeException extends JsonException {
    private static final long serialVersionUID = 1L;

    public JsonShapeException(String message) {
        super(message);
    }
}
