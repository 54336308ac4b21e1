package org.sillok.recall.core;

import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;

/** What all signed documents of this room have in common: one spelling, and names that are checked. */
final class Forms {
    /** As statements take it. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

    private Forms() {}

    static String origin(String origin) {
        if (!HOST.matcher(origin).matches()) {
            throw new IllegalArgumentException("an origin is a bare host name in lower case");
        }
        return origin;
    }

    /** A time that its text can say. */
    static Instant whole(Instant time) {
        if (!Timestamps.truncate(time).equals(time)) {
            throw new IllegalArgumentException("times are whole milliseconds");
        }
        return time;
    }

    /** A constant by its exact name; the exception does not repeat the text. */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("not a code that is known");
    }

    /** A number that counts from 1 and that Java holds. */
    static int count(JsonObject json, String name) {
        long number = json.number(name);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a number is out of range");
        }
        return (int) number;
    }

    /** Makes something of a JSON object. */
    interface Reading<T> {
        T of(JsonObject json);
    }

    /** The exact bytes of what was read. */
    interface Writing<T> {
        Bytes of(T value);
    }

    /** Reads the one spelling of a document. */
    static <T> T read(String what, byte[] bytes, Reading<T> reading, Writing<T> writing) throws RecallFormatException {
        T value;
        try {
            value = reading.of(StrictJson.parse(bytes).asObject());
        } catch (JsonException | IllegalArgumentException e) {
            throw new RecallFormatException("not " + what + ": " + e.getMessage());
        }
        if (!Arrays.equals(bytes, writing.of(value).toArray())) {
            throw new RecallFormatException("not the one spelling of " + what);
        }
        return value;
    }
}
