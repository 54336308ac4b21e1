package org.sillok.json;

import java.nio.charset.StandardCharsets;

/**
 * Writes a value without white space, members in their own order, numbers as their exact text, strings as RFC 8785
 * writes them. A reader that re-writes what it parsed and compares accepts exactly one spelling.
 */
public final class CompactJson {
    private CompactJson() {}

    /** The UTF-8 bytes of {@code value}. */
    public static byte[] write(JsonValue value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(JsonValue value) {
        return new JsonWriter(false, JsonNumber::text).write(value);
    }
}
