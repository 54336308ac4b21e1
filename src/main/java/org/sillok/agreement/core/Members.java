package org.sillok.agreement.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.Timestamps;

/** Reads the members of one JSON object and collects every flaw. A member that was never asked for is one; {@code null} counts as absent. */
final class Members {
    private final JsonObject object;
    private final String pointer;
    private final List<Flaw> flaws;
    private final Set<String> unread;

    Members(JsonObject object, String pointer, List<Flaw> flaws) {
        this.object = object;
        this.pointer = pointer;
        this.flaws = flaws;
        this.unread = new TreeSet<>(object.members().keySet());
    }

    void flaw(String name, String detail) {
        flaws.add(Flaw.at(place(name), detail));
    }

    /** Reports the members that nobody asked for. */
    void finish() {
        unread.forEach(
                name -> flaws.add(new Flaw(Flaw.Kind.UNKNOWN_FIELD, place(name), "this field is not known here")));
    }

    /** A member that has to be there. */
    <T> @Nullable T required(String name, @Nullable T value) {
        if (value == null && flaws.stream().noneMatch(flaw -> flaw.pointer().startsWith(place(name)))) {
            flaw(name, "required");
        }
        return value;
    }

    @Nullable
    String text(String name, int maxLength) {
        return parsed(name, text -> Multilingual.checkText(text, maxLength), "1 to " + maxLength + " characters");
    }

    <T> @Nullable T parsed(String name, Function<String, T> parse, String detail) {
        return read(name, Flaw.Kind.VALUE, value -> parse.apply(value.asText()), detail);
    }

    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        return parsed(
                name,
                text -> Enum.valueOf(type, text),
                "one of " + Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    @Nullable
    Instant instant(String name) {
        return read(
                name,
                Flaw.Kind.DATE,
                value -> Timestamps.parse(value.asText()),
                "an RFC 3339 UTC time with milliseconds, as 2026-01-31T00:00:00.000Z");
    }

    @Nullable
    Integer number(String name, int max) {
        return read(
                name,
                Flaw.Kind.VALUE,
                value -> {
                    long number = value.asLong();
                    if (number < 1 || number > max) {
                        throw new IllegalArgumentException("out of range");
                    }
                    return (int) number;
                },
                "a whole number from 1 to " + max);
    }

    @Nullable
    Boolean flag(String name) {
        return read(name, Flaw.Kind.VALUE, JsonValue::asBoolean, "true or false");
    }

    @Nullable
    Multilingual texts(String name, int maxLength) {
        JsonObject member = read(name, Flaw.Kind.VALUE, JsonValue::asObject, "an object of language tag to text");
        if (member == null) {
            return null;
        }
        int before = flaws.size();
        Members inner = new Members(member, place(name), flaws);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String tag : member.members().keySet()) {
            try {
                LanguageTag.parse(tag);
            } catch (IllegalArgumentException e) {
                flaws.add(new Flaw(
                        Flaw.Kind.LANGUAGE_TAG,
                        inner.place(tag),
                        "not a language tag (BCP 47) of a known language and region"));
            }
            String text = inner.text(tag, maxLength);
            if (text != null) {
                texts.put(tag, text);
            }
        }
        if (flaws.size() > before) {
            return null;
        }
        try {
            return Multilingual.of(texts, maxLength);
        } catch (IllegalArgumentException e) {
            flaw(name, "at least one language, none twice, not more than 32");
            return null;
        }
    }

    /** An array of texts, none twice. */
    <T> Set<T> set(String name, int most, Function<String, T> parse, String detail) {
        Set<T> set = new LinkedHashSet<>();
        each(name, most, (value, at) -> {
            try {
                if (!set.add(parse.apply(value.asText()))) {
                    flaws.add(Flaw.at(at, "the entry is there already"));
                }
            } catch (JsonException | IllegalArgumentException e) {
                flaws.add(Flaw.at(at, detail));
            }
            return set;
        });
        return set;
    }

    <T> @Nullable T inside(String name, Function<Members, @Nullable T> read) {
        JsonObject member = read(name, Flaw.Kind.VALUE, JsonValue::asObject, "an object");
        if (member == null) {
            return null;
        }
        Members inner = new Members(member, place(name), flaws);
        T value = read.apply(inner);
        inner.finish();
        return value;
    }

    /** Each element of an array with its pointer. */
    <T> List<T> each(String name, int most, BiFunction<JsonValue, String, @Nullable T> element) {
        List<JsonValue> values =
                read(name, Flaw.Kind.VALUE, value -> value.asArray().values(), "an array");
        List<T> read = new ArrayList<>();
        if (values == null) {
            return read;
        }
        if (values.size() > most) {
            flaw(name, "at most " + most + " entries");
            return read;
        }
        for (int i = 0; i < values.size(); i++) {
            T value = element.apply(values.get(i), place(name) + "/" + i);
            if (value != null) {
                read.add(value);
            }
        }
        return read;
    }

    private <T> @Nullable T read(String name, Flaw.Kind kind, Function<JsonValue, T> read, String detail) {
        unread.remove(name);
        JsonValue value = object.members().get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            return read.apply(value);
        } catch (JsonException | IllegalArgumentException e) {
            flaws.add(new Flaw(kind, place(name), "expected " + detail));
            return null;
        }
    }

    private String place(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
