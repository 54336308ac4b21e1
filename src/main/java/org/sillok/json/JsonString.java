package org.sillok.json;

/** A JSON string: well-formed Unicode, kept as it is (no normalisation). */
public record JsonString(String value) implements JsonValue {
    /** Throws {@link IllegalArgumentException} for a text with an unpaired surrogate: it has no UTF-8 form. */
    public JsonString {
        if (!Unicode.isWellFormed(value)) {
            throw new IllegalArgumentException("unpaired surrogate");
        }
    }

    @Override
    public String asText() {
        return value;
    }
}
