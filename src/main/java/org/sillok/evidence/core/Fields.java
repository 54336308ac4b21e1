package org.sillok.evidence.core;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonShapeException;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;

/**
 * Reads the members of one JSON object and collects every flaw, so that a depositor can mend all of them at once. A
 * member that was never asked for is a flaw; {@code null} counts as absent.
 */
final class Fields {
    private final JsonObject object;
    private final String pointer;
    private final List<Flaw> flaws;
    private final TreeSet<String> unread;

    Fields(JsonObject object, String pointer, List<Flaw> flaws) {
        this.object = object;
        this.pointer = pointer;
        this.flaws = flaws;
        this.unread = new TreeSet<>(object.members().keySet());
    }

    void flaw(String name, String detail) {
        flaw(Flaw.Kind.VALUE, name, detail);
    }

    private void flaw(Flaw.Kind kind, String name, String detail) {
        flaws.add(new Flaw(kind, pointer + "/" + escape(name), detail));
    }

    /** Reports the members that nobody asked for. */
    void finish() {
        unread.forEach(name -> flaw(Flaw.Kind.UNKNOWN_FIELD, name, "this field is not known here"));
    }

    @Nullable
    String text(String name, int maxLength) {
        return read(name, value -> {
            try {
                return Multilingual.checkText(text(value), maxLength);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("expected " + e.getMessage(), e);
            }
        });
    }

    <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
        return read(name, value -> {
            String text = text(value);
            return EnumSet.allOf(type).stream()
                    .filter(constant -> constant.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expected one of "
                            + EnumSet.allOf(type).stream().map(Enum::name).collect(Collectors.joining(", "))));
        });
    }

    @Nullable
    Edtf edtf(String name) {
        return read(Flaw.Kind.DATE, name, value -> Edtf.parse(text(value)));
    }

    @Nullable
    LanguageTag language(String name) {
        return read(Flaw.Kind.LANGUAGE_TAG, name, value -> LanguageTag.parse(text(value)));
    }

    <T> @Nullable T parsed(String name, Function<String, T> parser) {
        return read(name, value -> parser.apply(text(value)));
    }

    @Nullable
    Integer positive(String name) {
        return read(name, value -> {
            long number = value.asLong();
            if (number < 1 || number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("expected a whole number from 1");
            }
            return (int) number;
        });
    }

    /** Language tags, in the order given, without repetition. */
    List<LanguageTag> languages(String name, int most) {
        List<LanguageTag> tags = new ArrayList<>();
        eachOf(name, most, (value, at) -> {
            try {
                LanguageTag tag = LanguageTag.parse(text(value));
                if (tags.contains(tag)) {
                    flaws.add(new Flaw(Flaw.Kind.LANGUAGE_TAG, at, "this language is listed twice"));
                }
                tags.add(tag);
            } catch (RuntimeException e) {
                flaws.add(new Flaw(Flaw.Kind.LANGUAGE_TAG, at, reason(e)));
            }
        });
        return tags;
    }

    /** A text in several languages: an object of language tag to text. */
    @Nullable
    Multilingual texts(String name, int maxLength) {
        JsonObject member = read(name, JsonValue::asObject);
        if (member == null) {
            return null;
        }
        int before = flaws.size();
        Fields inner = new Fields(member, pointer + "/" + escape(name), flaws);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String tag : member.members().keySet()) {
            String text = inner.text(tag, maxLength);
            if (text != null) {
                texts.put(tag, text);
            }
            try {
                LanguageTag.parse(tag);
            } catch (IllegalArgumentException e) {
                inner.flaw(Flaw.Kind.LANGUAGE_TAG, tag, reason(e));
            }
        }
        if (flaws.size() > before) {
            return null;
        }
        try {
            return Multilingual.of(texts, maxLength);
        } catch (IllegalArgumentException e) {
            flaw(name, "expected {\"<language tag>\": \"…\"}: " + reason(e));
            return null;
        }
    }

    /** An object inside this one. */
    <T> @Nullable T inside(String name, Function<Fields, @Nullable T> reader) {
        JsonObject member = read(name, JsonValue::asObject);
        return member == null ? null : within(member, pointer + "/" + escape(name), reader);
    }

    /** An array of objects. */
    <T> List<T> each(String name, int most, Function<Fields, @Nullable T> reader) {
        List<T> list = new ArrayList<>();
        eachOf(name, most, (value, at) -> {
            if (value instanceof JsonObject member) {
                T read = within(member, at, reader);
                if (read != null) {
                    list.add(read);
                }
            } else {
                flaws.add(new Flaw(Flaw.Kind.VALUE, at, "expected an object"));
            }
        });
        return list;
    }

    private <T> @Nullable T within(JsonObject member, String at, Function<Fields, @Nullable T> reader) {
        Fields inner = new Fields(member, at, flaws);
        T value = reader.apply(inner);
        inner.finish();
        return value;
    }

    private interface Element {
        void read(JsonValue value, String pointer);
    }

    private void eachOf(String name, int most, Element element) {
        JsonArray array = read(name, JsonValue::asArray);
        if (array == null) {
            return;
        }
        if (array.size() > most) {
            flaw(name, "expected at most " + most + " entries");
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            element.read(array.values().get(i), pointer + "/" + escape(name) + "/" + i);
        }
    }

    private <T> @Nullable T read(String name, Function<JsonValue, T> reader) {
        return read(Flaw.Kind.VALUE, name, reader);
    }

    private <T> @Nullable T read(Flaw.Kind kind, String name, Function<JsonValue, T> reader) {
        unread.remove(name);
        JsonValue value = object.members().get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            return reader.apply(value);
        } catch (RuntimeException e) {
            // Readers throw IllegalArgumentException or JsonShapeException, whose messages never repeat the value.
            flaw(e instanceof JsonShapeException ? Flaw.Kind.VALUE : kind, name, reason(e));
            return null;
        }
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.value();
        }
        throw new IllegalArgumentException("expected a string");
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        return message == null ? "not acceptable" : message;
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
