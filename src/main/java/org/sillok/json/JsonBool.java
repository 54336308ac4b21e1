package org.sillok.json;

/** {@code true} or {@code false}. */
public record JsonBool(boolean value) implements JsonValue {
    @Override
    public boolean asBoolean() {
        return value;
    }
}
