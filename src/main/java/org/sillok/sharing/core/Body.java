package org.sillok.sharing.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonSyntaxException;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Term;
import org.sillok.terms.TermException;
import org.sillok.terms.TermReader;

/** A JSON value of a request with its place, read strictly. Every method throws {@link BodyException} for anything else. */
record Body(JsonValue json, String pointer) {
    /** More clauses than anybody reads. */
    static final int MOST_CLAUSES = 200;

    static Body of(byte[] bytes) {
        try {
            return new Body(StrictJson.parse(bytes), "");
        } catch (JsonSyntaxException e) {
            throw new BodyException(BodyException.Kind.SYNTAX, "", "The body is not one JSON value in UTF-8.");
        }
    }

    /** This object, which has no other members than these. */
    Body members(Set<String> known) {
        for (String name : object().members().keySet()) {
            if (!known.contains(name)) {
                throw new BodyException(BodyException.Kind.UNKNOWN_FIELD, at(name), "There is no such field here.");
            }
        }
        return this;
    }

    Body get(String name) {
        return find(name).orElseThrow(() -> fault(at(name), "The field is required."));
    }

    Optional<Body> find(String name) {
        return object().find(name).map(value -> new Body(value, at(name)));
    }

    void each(BiConsumer<String, Body> member) {
        object().members().forEach((name, value) -> member.accept(name, new Body(value, at(name))));
    }

    String text() {
        if (json instanceof JsonString text) {
            return text.value();
        }
        throw fault(pointer, "A text is expected.");
    }

    int positive() {
        try {
            long number = json.asLong();
            if (number >= 1 && number <= Integer.MAX_VALUE) {
                return (int) number;
            }
        } catch (JsonException e) {
            // Said below: whatever it is, it is not such a number.
        }
        throw fault(pointer, "A whole number from 1 on is expected.");
    }

    <T> T parsed(Function<String, T> parse, String expected) {
        String text = text();
        return checked(() -> parse.apply(text), expected);
    }

    <T> T checked(Supplier<T> value, String expected) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw fault(pointer, expected);
        }
    }

    <E extends Enum<E>> E code(Class<E> type) {
        return parsed(text -> Enum.valueOf(type, text), "Not a code of the vocabulary.");
    }

    <E extends Enum<E>> E code(Class<E> type, String name) {
        return checked(() -> Enum.valueOf(type, name), "Not a code of the vocabulary.");
    }

    /** A list in which nothing stands twice. */
    <T> Set<T> set(Function<Body, T> read) {
        Set<T> values = new LinkedHashSet<>();
        for (Body element : elements()) {
            if (!values.add(read.apply(element))) {
                throw fault(element.pointer, "It stands twice.");
            }
        }
        return values;
    }

    /** The same, not empty. */
    <T> Set<T> some(Function<Body, T> read) {
        Set<T> values = set(read);
        if (values.isEmpty()) {
            throw fault(pointer, "At least one is needed.");
        }
        return values;
    }

    /** Clauses of the vocabulary; what is not known there is refused. */
    List<Clause> clauses() {
        List<Body> elements = elements();
        if (elements.size() > MOST_CLAUSES) {
            throw fault(pointer, "At most " + MOST_CLAUSES + " clauses.");
        }
        List<Clause> clauses = new ArrayList<>();
        Set<ClauseId> ids = new HashSet<>();
        for (Body element : elements) {
            Term term;
            try {
                term = TermReader.read(element.json, element.pointer);
            } catch (TermException e) {
                throw fault(e.path(), String.valueOf(e.getMessage()));
            }
            if (!ids.add(term.id())) {
                throw fault(element.pointer + "/id", "It stands twice.");
            }
            clauses.add(term);
        }
        return clauses;
    }

    BodyException fault(String where, String expected) {
        return new BodyException(BodyException.Kind.VALUE, where, expected);
    }

    private List<Body> elements() {
        if (!(json instanceof JsonArray array)) {
            throw fault(pointer, "A list is expected.");
        }
        List<Body> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            elements.add(new Body(array.values().get(i), pointer + "/" + i));
        }
        return elements;
    }

    private JsonObject object() {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw fault(pointer, "An object is expected.");
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
