package org.sillok.intake.core;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part's {@code Content-Disposition: form-data} (RFC 7578 section 4.2): the control's name and, for files, the
 * file's name as sent. Raw UTF-8 is what clients send; browsers write a quotation mark as {@code %22} (WHATWG), curl
 * writes it as {@code \"}; {@code filename*} (RFC 8187) wins where a client sends it. Nothing else is decoded, so a
 * name with a percent sign stays itself.
 */
public record FormDataDisposition(String name, @Nullable String fileName) {
    public Optional<String> file() {
        return Optional.ofNullable(fileName);
    }

    /**
     * Parses the field value.
     *
     * @throws IllegalArgumentException if it is not form-data with a name, or is ambiguous
     */
    public static FormDataDisposition parse(String fieldValue) {
        int semicolon = fieldValue.indexOf(';');
        String type = semicolon < 0 ? fieldValue : fieldValue.substring(0, semicolon);
        if (!type.strip().toLowerCase(Locale.ROOT).equals("form-data")) {
            throw new IllegalArgumentException("a part is not form-data");
        }
        Map<String, String> parameters = parameters(semicolon < 0 ? "" : fieldValue.substring(semicolon));
        String name = parameters.get("name");
        if (name == null) {
            throw new IllegalArgumentException("a part has no name");
        }
        String extended = parameters.get("filename*");
        String plain = parameters.get("filename");
        return new FormDataDisposition(
                name, extended != null ? extended(extended) : plain == null ? null : plain.replace("%22", "\""));
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != ';') {
                throw new IllegalArgumentException("a part's disposition is malformed");
            }
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                if (text.substring(at + 1).isBlank()) {
                    break;
                }
                throw new IllegalArgumentException("a part's disposition is malformed");
            }
            String key = text.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = value(text, equals + 1, value);
            if (parameters.put(key, value.toString()) != null) {
                throw new IllegalArgumentException("a part's disposition repeats a parameter");
            }
        }
        return parameters;
    }

    /** Reads one value from {@code from}, quoted or not, and returns where the next parameter begins. */
    private static int value(String text, int from, StringBuilder value) {
        int at = from;
        if (at >= text.length() || text.charAt(at) != '"') {
            int end = text.indexOf(';', at);
            end = end < 0 ? text.length() : end;
            value.append(text.substring(at, end).strip());
            return end;
        }
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            // Only an escaped quotation mark or backslash is an escape: older browsers send raw Windows paths.
            if (text.charAt(at) == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
            }
            value.append(text.charAt(at));
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException("a part's disposition has an open quotation mark");
        }
        for (at++; at < text.length() && text.charAt(at) != ';'; at++) {
            if (!Character.isWhitespace(text.charAt(at))) {
                throw new IllegalArgumentException("a part's disposition is malformed");
            }
        }
        return at;
    }

    private static String extended(String value) {
        int second = value.indexOf('\'', value.indexOf('\'') + 1);
        if (second < 0 || !value.substring(0, value.indexOf('\'')).equalsIgnoreCase("utf-8")) {
            throw new IllegalArgumentException("filename* must be in UTF-8");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = second + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%') {
                if (i + 2 >= value.length()
                        || Character.digit(value.charAt(i + 1), 16) < 0
                        || Character.digit(value.charAt(i + 2), 16) < 0) {
                    throw new IllegalArgumentException("filename* has a broken percent escape");
                }
                bytes.write(Integer.parseInt(value.substring(i + 1, i + 3), 16));
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                throw new IllegalArgumentException("filename* must be in ASCII");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("filename* is not UTF-8", e);
        }
    }

    /** File names stay out of logs. */
    @Override
    public String toString() {
        return "FormDataDisposition[" + (fileName == null ? "field" : "file") + "]";
    }
}
