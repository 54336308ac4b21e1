package org.sillok.request.core;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonSyntaxException;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.terms.JsonPlace;

/** A JSON value of a request's body with its place, read strictly. Every method throws {@link RequestFault} for anything else. */
record Asked(JsonValue json, JsonPlace place) {
    static Asked of(byte[] bytes) {
        try {
            return new Asked(StrictJson.parse(bytes), JsonPlace.WHOLE);
        } catch (JsonSyntaxException e) {
            throw new RequestFault(RequestFault.Kind.SYNTAX, "", "The body is not one JSON value in UTF-8.");
        }
    }

    Asked members(Set<String> known) {
        for (String name : object().members().keySet()) {
            if (!known.contains(name)) {
                throw new RequestFault(
                        RequestFault.Kind.UNKNOWN_FIELD, place.member(name).pointer(), "There is no such field here.");
            }
        }
        return this;
    }

    Asked get(String name) {
        return find(name)
                .orElseThrow(() -> new RequestFault(
                        RequestFault.Kind.VALUE, place.member(name).pointer(), "The field is required."));
    }

    Optional<Asked> find(String name) {
        return object().find(name).map(value -> new Asked(value, place.member(name)));
    }

    void each(BiConsumer<String, Asked> member) {
        object().members().forEach((name, value) -> member.accept(name, new Asked(value, place.member(name))));
    }

    String text() {
        return shaped(json::asText, "A text is expected.");
    }

    int positive() {
        long number = shaped(json::asLong, "A whole number from 1 on is expected.");
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw fault("A whole number from 1 on is expected.");
        }
        return (int) number;
    }

    <T> T parsed(Function<String, T> parse, String expected) {
        String text = text();
        return checked(() -> parse.apply(text), expected);
    }

    <T> T checked(Supplier<T> value, String expected) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw fault(expected);
        }
    }

    <E extends Enum<E>> E code(Class<E> type) {
        return code(type, text());
    }

    <E extends Enum<E>> E code(Class<E> type, String name) {
        return checked(() -> Enum.valueOf(type, name), "Not a code of the vocabulary.");
    }

    /** A list in which nothing stands twice, with its numbers of elements between these. */
    <T> Set<T> set(int min, int max, Function<Asked, T> read) {
        List<JsonValue> elements = shaped(() -> json.asArray().values(), "A list is expected.");
        if (elements.size() < min || elements.size() > max) {
            throw fault("Must have " + min + " to " + max + " entries.");
        }
        Set<T> values = new LinkedHashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            Asked element = new Asked(elements.get(i), place.element(i));
            if (!values.add(read.apply(element))) {
                throw element.fault("It stands twice.");
            }
        }
        return values;
    }

    RequestFault fault(String expected) {
        return new RequestFault(RequestFault.Kind.VALUE, place.pointer(), expected);
    }

    private JsonObject object() {
        return shaped(json::asObject, "An object is expected.");
    }

    private <T> T shaped(Supplier<T> value, String expected) {
        try {
            return value.get();
        } catch (JsonException e) {
            throw fault(expected);
        }
    }
}
