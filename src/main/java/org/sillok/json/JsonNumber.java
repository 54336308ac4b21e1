package org.sillok.json;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A JSON number, kept as its exact text so that reading and writing loses nothing. */
public record JsonNumber(String text) implements JsonValue {
    /** Longest accepted text: far more digits than any binary floating point number needs. */
    public static final int MAX_LENGTH = 1_000;

    private static final Pattern GRAMMAR = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,18})");

    /** Throws {@link IllegalArgumentException} unless {@code text} is a number of RFC 8259 of acceptable length. */
    public JsonNumber {
        if (text.length() > MAX_LENGTH || !GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException("not a JSON number");
        }
    }

    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** Throws {@link ArithmeticException} when the exponent is beyond what {@link BigDecimal} holds. */
    public BigDecimal toBigDecimal() {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new ArithmeticException("exponent out of range");
        }
    }

    /** The nearest binary floating point number; infinite when out of range. */
    public double toDouble() {
        return Double.parseDouble(text);
    }

    /** Accepts whole numbers written plainly ({@code 12}; not {@code 12.0}, {@code 1.2e1} or {@code -0}). */
    @Override
    public long asLong() {
        if (WHOLE.matcher(text).matches() && !text.equals("-0")) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new JsonShapeException("whole number out of range");
            }
        }
        throw new JsonShapeException("expected a whole number");
    }
}
