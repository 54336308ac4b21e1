package org.sillok.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * The JSON Canonicalization Scheme (RFC 8785). Numbers become binary floating point numbers, as the RFC wants: whole
 * numbers beyond 2^53 and long decimals lose digits, so put such values into strings.
 */
public final class CanonicalJson {
    private static final int MAX_DIGITS = 17;

    private CanonicalJson() {}

    /**
     * The canonical UTF-8 bytes of {@code value}.
     *
     * @throws IllegalArgumentException for a number beyond the range of binary floating point
     */
    public static byte[] write(JsonValue value) {
        return new JsonWriter(true, number -> number(number.toDouble()))
                .write(value)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** ECMAScript's Number::toString, which RFC 8785 section 3.2.2.3 prescribes; {@link Double#toString} differs before JDK 19. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("number out of range for canonical JSON");
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        // In ECMAScript's terms: k digits, and the value is 0.digits × 10^n.
        int k = digits.length();
        int n = k - shortest.scale();
        StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
        if (k <= n && n <= 21) {
            text.append(digits).append("0".repeat(n - k));
        } else if (0 < n && n <= 21) {
            text.append(digits, 0, n).append('.').append(digits, n, k);
        } else if (-6 < n && n <= 0) {
            text.append("0.").append("0".repeat(-n)).append(digits);
        } else {
            text.append(digits.charAt(0));
            if (k > 1) {
                text.append('.').append(digits, 1, k);
            }
            text.append('e').append(n > 0 ? '+' : '-').append(Math.abs(n - 1));
        }
        return text.toString();
    }

    /** The decimal with the fewest digits that reads back as {@code value}, and among those the nearest. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            // Both neighbours are tried: below a power of two the nearer one may read back as another number.
            BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
            var candidate = Stream.of(down, up)
                    .filter(decimal -> decimal.doubleValue() == value)
                    .min((a, b) ->
                            a.subtract(exact).abs().compareTo(b.subtract(exact).abs()));
            if (candidate.isPresent()) {
                return candidate.get().stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
