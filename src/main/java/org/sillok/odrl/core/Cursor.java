package org.sillok.odrl.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;

/**
 * One place in a document. Every refusal is an {@link OdrlException} with that place and never repeats what stood there.
 *
 * @param path a JSON pointer (RFC 6901)
 */
record Cursor(JsonValue json, String path) {
    /** Words of ODRL that the profile leaves out: they can be named in a refusal, because they are nobody's. */
    private static final Set<String> LEFT_OUT = Set.of(
            "remedy",
            "failure",
            "consequence",
            "compensatedParty",
            "obligation",
            "inheritFrom",
            "inheritAllowed",
            "inheritRelation",
            "refinement",
            "and",
            "or",
            "xone",
            "andSequence",
            "unit",
            "dataType",
            "status",
            "rightOperandReference",
            "relation",
            "function",
            "output",
            "implies",
            "includedIn",
            "source",
            "partOf",
            "undefined",
            "@graph",
            "@id",
            "@list",
            "@set",
            "@reverse",
            "@included",
            "@nest",
            "@index",
            "@language",
            "@direction");

    /** Refuses an object that lacks a required member or has one that is not known. */
    Cursor members(Set<String> required, Set<String> optional) {
        Set<String> names = object().members().keySet();
        for (String name : names) {
            if (LEFT_OUT.contains(name) && !required.contains(name) && !optional.contains(name)) {
                throw new OdrlException(path + "/" + name, "The profile has no " + name + " there.");
            }
            if (name.equals("@context") && !required.contains(name)) {
                throw new OdrlException(path + "/" + name, "There is one context, at the top.");
            }
        }
        for (String name : names) {
            if (!required.contains(name) && !optional.contains(name)) {
                Set<String> known = new TreeSet<>(required);
                known.addAll(optional);
                throw new OdrlException(path, "A member is not known; known are " + String.join(", ", known) + ".");
            }
        }
        for (String name : required) {
            get(name);
        }
        return this;
    }

    JsonObject object() {
        return shaped(json::asObject, "An object is expected.");
    }

    Cursor get(String name) {
        return optional(name).orElseThrow(() -> new OdrlException(path + "/" + name, "It is missing."));
    }

    Optional<Cursor> optional(String name) {
        return object().find(name).map(value -> new Cursor(value, path + "/" + name));
    }

    /** The elements of an array. */
    List<Cursor> elements() {
        JsonArray array = shaped(json::asArray, "An array is expected.");
        List<Cursor> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            elements.add(new Cursor(array.values().get(i), path + "/" + i));
        }
        return elements;
    }

    /** At least one, none twice. */
    <T> Set<T> some(Function<Cursor, T> read) {
        Set<T> set = new LinkedHashSet<>();
        for (Cursor element : elements()) {
            if (!set.add(read.apply(element))) {
                throw new OdrlException(element.path(), "The same twice.");
            }
        }
        if (set.isEmpty()) {
            throw new OdrlException(path, "At least one.");
        }
        return set;
    }

    String text() {
        return shaped(json::asText, "A text is expected.");
    }

    boolean bool() {
        return shaped(json::asBoolean, "true or false is expected.");
    }

    /** A condition without an argument is there or not; its negation would be another one. */
    boolean yes() {
        if (!bool()) {
            throw new OdrlException(path, "true is expected.");
        }
        return true;
    }

    long number() {
        return shaped(json::asLong, "A whole number is expected.");
    }

    Instant instant() {
        return parsed(Timestamps::parse, "Not an RFC 3339 UTC time with milliseconds, as 2026-01-31T00:00:00.000Z.");
    }

    /** Refuses every other text. */
    void word(String expected) {
        if (!text().equals(expected)) {
            throw new OdrlException(path, expected + " is expected.");
        }
    }

    /** The code whose IRI stands here. */
    <E extends Enum<E>> E code(Class<E> list) {
        String text = text();
        for (E code : list.getEnumConstants()) {
            if (Iris.of(code).equals(text)) {
                return code;
            }
        }
        throw new OdrlException(path, "Not a code of the vocabulary: " + Iris.list(list) + "… is expected.");
    }

    /** The identifier whose IRI stands here. */
    <T> T id(Function<String, T> parse) {
        return parsed(
                text -> {
                    if (!text.startsWith(Iris.ID)) {
                        throw new IllegalArgumentException("another name");
                    }
                    return parse.apply(text.substring(Iris.ID.length()));
                },
                "Not an identifier of the expected kind after " + Iris.ID + ".");
    }

    <T> T parsed(Function<String, T> parse, String message) {
        String text = text();
        return checked(() -> parse.apply(text), message);
    }

    <T> T checked(Supplier<T> value, String message) {
        try {
            return value.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new OdrlException(path, message);
        }
    }

    private <T> T shaped(Supplier<T> value, String message) {
        try {
            return value.get();
        } catch (JsonException e) {
            throw new OdrlException(path, message);
        }
    }
}
