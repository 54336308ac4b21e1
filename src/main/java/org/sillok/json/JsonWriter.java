package org.sillok.json;

import java.util.Map;
import java.util.function.Function;

/** What both writers share: no white space, and strings as RFC 8785 section 3.2.2.2 writes them. */
final class JsonWriter {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder();
    private final boolean sortMembers;
    private final Function<JsonNumber, String> numbers;

    JsonWriter(boolean sortMembers, Function<JsonNumber, String> numbers) {
        this.sortMembers = sortMembers;
        this.numbers = numbers;
    }

    String write(JsonValue value) {
        append(value);
        return out.toString();
    }

    private void append(JsonValue value) {
        if (value instanceof JsonObject object) {
            appendObject(object);
        } else if (value instanceof JsonArray array) {
            char separator = '[';
            for (JsonValue element : array.values()) {
                out.append(separator);
                append(element);
                separator = ',';
            }
            out.append(separator == '[' ? "[]" : "]");
        } else if (value instanceof JsonString string) {
            appendString(string.value());
        } else if (value instanceof JsonNumber number) {
            out.append(numbers.apply(number));
        } else if (value instanceof JsonBool bool) {
            out.append(bool.value());
        } else {
            out.append("null");
        }
    }

    private void appendObject(JsonObject object) {
        // String order is the order of UTF-16 code units, which is what RFC 8785 section 3.2.3 asks for.
        var members = object.members().entrySet().stream();
        char separator = '{';
        for (Map.Entry<String, JsonValue> member :
                (sortMembers ? members.sorted(Map.Entry.comparingByKey()) : members).toList()) {
            out.append(separator);
            appendString(member.getKey());
            out.append(':');
            append(member.getValue());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private void appendString(String text) {
        out.append('"');
        if (isPlain(text)) {
            // Nearly every string, and the long ones, which are in base64: copied as a whole.
            out.append(text);
        } else {
            appendEscaped(text);
        }
        out.append('"');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private void appendEscaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}
