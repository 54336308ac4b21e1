package org.sillok.json;

/** The JSON value {@code null}. */
public enum JsonNull implements JsonValue {
    NULL;

    @Override
    public boolean isNull() {
        return true;
    }
}
