package org.sillok.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) and refuses whatever two readers could understand differently: duplicate names, bytes that are
 * not UTF-8, a byte order mark, unpaired surrogates, anything after the value, nesting beyond {@value #MAX_DEPTH}
 * levels, numbers longer than {@value JsonNumber#MAX_LENGTH} characters. Time and memory are linear in the input; the
 * caller limits its length.
 */
public final class StrictJson {
    public static final int MAX_DEPTH = 64;

    private final CharBuffer in;
    private int depth;

    private StrictJson(CharBuffer in) {
        this.in = in;
    }

    /** Throws {@link JsonSyntaxException}, and nothing else, for input that is not strict JSON. */
    public static JsonValue parse(byte[] utf8) {
        StrictJson reader = new StrictJson(decode(utf8));
        reader.skipSpace();
        JsonValue value = reader.value();
        reader.skipSpace();
        if (reader.in.hasRemaining()) {
            throw reader.failure("something follows the value");
        }
        return value;
    }

    private static CharBuffer decode(byte[] utf8) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(utf8);
        CharBuffer chars = CharBuffer.allocate(utf8.length);
        CoderResult result = decoder.decode(bytes, chars, true);
        if (result.isError()) {
            throw new JsonSyntaxException(bytes.position(), "not UTF-8");
        }
        return chars.flip();
    }

    private JsonValue value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> literal("true", new JsonBool(true));
            case 'f' -> literal("false", new JsonBool(false));
            case 'n' -> literal("null", JsonNull.NULL);
            default -> number();
        };
    }

    private JsonObject object() {
        enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (!closes('}')) {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                expect(':');
                skipSpace();
                JsonValue value = value();
                if (members.putIfAbsent(name, value) != null) {
                    throw failure("duplicate member name");
                }
            } while (continues('}'));
        }
        depth--;
        return new JsonObject(members);
    }

    private JsonArray array() {
        enter();
        List<JsonValue> values = new ArrayList<>();
        if (!closes(']')) {
            do {
                skipSpace();
                values.add(value());
            } while (continues(']'));
        }
        depth--;
        return new JsonArray(values);
    }

    private void enter() {
        in.get();
        if (++depth > MAX_DEPTH) {
            throw failure("nested too deeply");
        }
    }

    private boolean closes(char end) {
        skipSpace();
        if (peek() == end) {
            in.get();
            return true;
        }
        return false;
    }

    private boolean continues(char end) {
        skipSpace();
        char next = peek();
        if (next != ',' && next != end) {
            throw failure("expected a comma or the end");
        }
        in.get();
        return next == ',';
    }

    private String string() {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                break;
            } else if (c < 0x20) {
                throw failure("control character in a string");
            }
            text.append(c == '\\' ? escape() : c);
        }
        String string = text.toString();
        if (!Unicode.isWellFormed(string)) {
            throw failure("unpaired surrogate");
        }
        return string;
    }

    private char escape() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    unit = unit << 4 | hexDigit(next());
                }
                yield (char) unit;
            }
            default -> throw failure("unknown escape");
        };
    }

    private int hexDigit(char c) {
        // Character.digit would also accept digits of other scripts.
        if (c >= '0' && c <= '9') {
            return c - '0';
        } else if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        } else if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        throw failure("not a hexadecimal digit");
    }

    private JsonNumber number() {
        int start = in.position();
        while (in.hasRemaining() && "+-.0123456789eE".indexOf(in.get(in.position())) >= 0) {
            in.get();
        }
        int end = in.position();
        in.position(start);
        try {
            JsonNumber number = new JsonNumber(in.subSequence(0, end - start).toString());
            in.position(end);
            return number;
        } catch (IllegalArgumentException e) {
            throw failure("not a JSON value");
        }
    }

    private JsonValue literal(String word, JsonValue value) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return value;
    }

    private void skipSpace() {
        while (in.hasRemaining() && " \t\n\r".indexOf(in.get(in.position())) >= 0) {
            in.get();
        }
    }

    private char peek() {
        if (!in.hasRemaining()) {
            throw failure("unexpected end");
        }
        return in.get(in.position());
    }

    private char next() {
        char c = peek();
        in.get();
        return c;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw failure("expected " + c);
        }
        in.get();
    }

    private JsonSyntaxException failure(String reason) {
        return new JsonSyntaxException(in.position(), reason);
    }
}
