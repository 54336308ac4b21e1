package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;

/**
 * One place in a JSON value. Every refusal is a {@link TermException} with that place and never repeats what stood there.
 *
 * @param path a JSON pointer (RFC 6901)
 */
record Cursor(JsonValue json, String path) {
    /** Refuses an object that lacks a required member or has one that is not known. */
    Cursor members(Set<String> required, Set<String> optional) {
        Set<String> names = object().members().keySet();
        for (String name : required) {
            if (!names.contains(name)) {
                throw new TermException(member(name), "It is missing.");
            }
        }
        if (!names.stream().allMatch(name -> required.contains(name) || optional.contains(name))) {
            Set<String> known = new TreeSet<>(required);
            known.addAll(optional);
            throw new TermException(path, "A member is not known; known are " + String.join(", ", known) + ".");
        }
        return this;
    }

    JsonObject object() {
        return shaped(json::asObject, "An object is expected.");
    }

    Cursor get(String name) {
        return optional(name).orElseThrow(() -> new TermException(member(name), "It is missing."));
    }

    Optional<Cursor> optional(String name) {
        return object().find(name).map(value -> new Cursor(value, member(name)));
    }

    /** Every member of the object. A name that {@code key} does not know is refused here, without being repeated. */
    <K> void each(BiFunction<Cursor, String, K> key, BiConsumer<K, Cursor> member) {
        for (Map.Entry<String, JsonValue> entry : object().members().entrySet()) {
            K read = key.apply(this, entry.getKey());
            member.accept(read, new Cursor(entry.getValue(), member(entry.getKey())));
        }
    }

    <T> List<T> list(String name, Function<Cursor, T> read) {
        return optional(name).map(cursor -> cursor.elements(read)).orElse(List.of());
    }

    /** A set, which may be empty. The same element twice is refused. */
    <T> Set<T> set(Function<Cursor, T> read) {
        List<T> values = elements(read);
        Set<T> set = new LinkedHashSet<>(values);
        if (set.size() != values.size()) {
            throw new TermException(path, "The same twice.");
        }
        return set;
    }

    <T> Set<T> some(Function<Cursor, T> read) {
        Set<T> set = set(read);
        if (set.isEmpty()) {
            throw new TermException(path, "At least one.");
        }
        return set;
    }

    <E extends Enum<E>> E code(Class<E> type) {
        return code(type, text());
    }

    <E extends Enum<E>> E code(Class<E> type, String text) {
        for (E code : type.getEnumConstants()) {
            if (code.name().equals(text)) {
                return code;
            }
        }
        throw new TermException(path, "Not a code of the vocabulary's list " + type.getSimpleName() + ".");
    }

    String text() {
        return shaped(json::asText, "A text is expected.");
    }

    boolean bool() {
        return shaped(json::asBoolean, "true or false is expected.");
    }

    long number() {
        return shaped(json::asLong, "A whole number is expected.");
    }

    Instant instant() {
        return parsed(Timestamps::parse, "Not an RFC 3339 UTC time with milliseconds, as 2026-01-31T00:00:00.000Z.");
    }

    <T> T parsed(Function<String, T> parse, String message) {
        String text = text();
        return checked(() -> parse.apply(text), message);
    }

    <T> T checked(Supplier<T> value, String message) {
        try {
            return value.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new TermException(path, message);
        }
    }

    <T> List<T> elements(Function<Cursor, T> read) {
        JsonArray array = shaped(json::asArray, "An array is expected.");
        List<T> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            values.add(read.apply(new Cursor(
                    array.values().get(i), new JsonPlace(path).element(i).pointer())));
        }
        return values;
    }

    private String member(String name) {
        return new JsonPlace(path).member(name).pointer();
    }

    private <T> T shaped(Supplier<T> value, String message) {
        try {
            return value.get();
        } catch (JsonException e) {
            throw new TermException(path, message);
        }
    }
}
