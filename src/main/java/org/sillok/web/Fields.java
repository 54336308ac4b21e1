package org.sillok.web;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;

/**
 * Reads the fields of a request body; what is wrong becomes a problem with the pointer of the field. Pointers are
 * relative to the object at hand: the mapper puts the place of that object in front.
 */
public final class Fields {
    private Fields() {}

    /** A field that must be there. */
    public static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw invalid("/" + name, "The field is required.");
        }
        return value;
    }

    /** The whole body; a body that is empty or {@code null} is a problem. */
    public static <T> T body(@Nullable T body) {
        if (body == null) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, "The body must be a JSON object.");
        }
        return body;
    }

    /** A text that is there, of at most {@code maxLength} characters. */
    public static String text(String name, @Nullable String value, int maxLength) {
        return parsed(
                name,
                required(name, value),
                text -> Multilingual.checkText(text, maxLength),
                ProblemCode.INVALID_FIELD,
                "1 to " + maxLength + " characters, not blank, without control characters.");
    }

    /** A text in several languages, each of at most {@code maxLength} characters. */
    public static Multilingual multilingual(String name, @Nullable Map<String, String> value, int maxLength) {
        Map<String, String> texts = required(name, value);
        texts.forEach((tag, text) -> {
            String pointer = name + "/" + tag.replace("~", "~0").replace("/", "~1");
            language(pointer, tag);
            text(pointer, text, maxLength);
        });
        return parsed(
                name,
                texts,
                map -> Multilingual.of(map, maxLength),
                ProblemCode.INVALID_FIELD,
                "At least one language, none twice, not more than 32.");
    }

    public static LanguageTag language(String name, @Nullable String value) {
        return parsed(
                name,
                required(name, value),
                LanguageTag::parse,
                ProblemCode.INVALID_LANGUAGE_TAG,
                "Not a language tag (BCP 47) of a known language and region.");
    }

    public static Edtf edtf(String name, @Nullable String value) {
        return parsed(
                name, required(name, value), Edtf::parse, ProblemCode.INVALID_DATE, "Not a date that EDTF knows.");
    }

    /** An ISO 8601 duration such as {@code PT12H} or {@code P30D}. */
    public static Duration duration(String name, @Nullable String value) {
        String text = required(name, value);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid("/" + name, "Not a duration such as PT12H or P30D.");
        }
    }

    /** A list that is there, without nulls and repetitions. */
    public static <T> List<T> list(String name, @Nullable List<T> value, int min, int max) {
        List<T> items = required(name, value);
        if (items.size() < min || items.size() > max) {
            throw invalid("/" + name, "Must have " + min + " to " + max + " entries.");
        }
        for (int i = 0; i < items.size(); i++) {
            required(name + "/" + i, items.get(i));
            if (items.indexOf(items.get(i)) < i) {
                throw invalid("/" + name + "/" + i, "The entry is there already.");
            }
        }
        return List.copyOf(items);
    }

    /** A text in the form that {@code parse} reads; its {@link IllegalArgumentException} becomes {@code code}. */
    public static <S, T> T parsed(String name, S value, Function<S, T> parse, ProblemCode code, String detail) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Refusal.at(code, "/" + name, detail));
        }
    }

    private static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }
}
