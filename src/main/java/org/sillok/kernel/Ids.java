package org.sillok.kernel;

/**
 * Identifiers: a three-letter type prefix, {@code _}, and 128 random bits as 26 characters of lower-case base32
 * (RFC 4648 alphabet, no padding). Never ordered in time, because an ordered identifier leaks when its object came.
 */
public final class Ids {
    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int RANDOM_BYTES = 16;
    private static final int BODY = 26;
    // 26 characters hold 130 bits: the last character carries 3 bits and two zero bits.
    private static final String LAST = "aeimquy4";

    private Ids() {}

    /** A fresh identifier with {@code prefix}, for example {@code itm}. */
    public static String fresh(String prefix, Randomness randomness) {
        return prefix + "_" + base32(randomness.bytes(RANDOM_BYTES));
    }

    /**
     * Returns {@code value} if it is a well-formed identifier with {@code prefix}.
     *
     * @throws IllegalArgumentException otherwise; the message does not repeat the value
     */
    public static String check(String prefix, String value) {
        if (!isWellFormed(prefix, value)) {
            throw new IllegalArgumentException("not an identifier of the form " + prefix + "_…");
        }
        return value;
    }

    public static boolean isWellFormed(String prefix, String value) {
        int body = prefix.length() + 1;
        if (value.length() != body + BODY || !value.startsWith(prefix) || value.charAt(body - 1) != '_') {
            return false;
        }
        for (int i = body; i < value.length() - 1; i++) {
            if (!isOfAlphabet(value.charAt(i))) {
                return false;
            }
        }
        return LAST.indexOf(value.charAt(value.length() - 1)) >= 0;
    }

    // No regular expression: every row that is read makes several ids.
    private static boolean isOfAlphabet(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
    }

    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET[(buffer >> bits) & 31]);
            }
        }
        if (bits > 0) {
            text.append(ALPHABET[(buffer << (5 - bits)) & 31]);
        }
        return text.toString();
    }
}
