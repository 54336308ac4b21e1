package org.sillok.custody.core;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Timestamps;

/** The form that a field's value must have. A form accepts or refuses; it never throws. */
@FunctionalInterface
interface ValueForm {
    /** The actor of what the service does on its own. */
    String SERVICE = "SERVICE";

    /** The largest whole number that every JSON reader holds exactly (RFC 7493). */
    long LARGEST_NUMBER = (1L << 53) - 1;

    int LONGEST_TEXT = 10_000;

    ValueForm ANYTHING = value -> true;
    ValueForm TEXT = text(text -> !text.isEmpty() && text.length() <= LONGEST_TEXT);
    ValueForm CODE = text(matches("[A-Z][A-Z0-9_]{0,63}"));
    ValueForm ANY_ID = text(
            text -> text.length() > 3 && Ids.isWellFormed(text.substring(0, 3), text) && text.matches("[a-z]{3}_.*"));
    ValueForm COUNT = number(0);
    ValueForm COUNT_FROM_ONE = number(1);
    ValueForm ACTOR = text(text -> text.equals(SERVICE) || Ids.isWellFormed("usr", text));
    // PARTY_KEY is reserved: it comes with a signature, and a signature that nobody checks must not be shown.
    ValueForm SIGNED_BY = text(text -> text.equals(SERVICE));
    ValueForm EVENT_TYPE = text(text ->
            Arrays.stream(EventType.values()).anyMatch(type -> type.name().equals(text)));
    ValueForm TIME = text(text -> Timestamps.format(Timestamps.parse(text)).equals(text));
    ValueForm DIGEST = text(text -> Base64Url.decode(text).length == 32);
    ValueForm PARENTS =
            value -> value instanceof JsonArray list && list.values().stream().allMatch(ValueForm::isParent);

    boolean accepts(JsonValue value);

    static ValueForm id(String prefix) {
        return text(text -> Ids.isWellFormed(prefix, text));
    }

    /** Lower-case hexadecimal, as {@code sha256sum} prints it, because people compare these by eye. */
    static ValueForm hex(int bytes) {
        return text(matches("[0-9a-f]{" + 2 * bytes + "}"));
    }

    private static Predicate<String> matches(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    private static ValueForm text(Predicate<String> rule) {
        return value -> {
            try {
                return value instanceof JsonString text && rule.test(text.value());
            } catch (IllegalArgumentException e) {
                return false;
            }
        };
    }

    private static ValueForm number(long least) {
        return value -> {
            try {
                return value.asLong() >= least && value.asLong() <= LARGEST_NUMBER;
            } catch (JsonException e) {
                return false;
            }
        };
    }

    private static boolean isParent(JsonValue value) {
        try {
            JsonObject parent = value.asObject().requireExactly("item", "version");
            return id("itm").accepts(parent.get("item")) && COUNT_FROM_ONE.accepts(parent.get("version"));
        } catch (JsonException e) {
            return false;
        }
    }
}
