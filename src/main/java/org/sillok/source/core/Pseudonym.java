package org.sillok.source.core;

import java.util.regex.Pattern;

/**
 * What people call a source by: {@code S-} and eight characters of Crockford's base32, which has no letters that are
 * read for digits or spell words easily. Forty random bits, derived from nothing, so it tells nothing.
 */
public record Pseudonym(String value) {
    public static final int RANDOM_BYTES = 5;

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final Pattern FORM = Pattern.compile("S-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");

    public Pseudonym {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a pseudonym");
        }
    }

    /** The pseudonym of {@value #RANDOM_BYTES} random bytes. */
    public static Pseudonym of(byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("five bytes");
        }
        long bits = 0;
        for (byte b : random) {
            bits = bits << 8 | (b & 0xff);
        }
        StringBuilder text = new StringBuilder("S-");
        for (int i = 0; i < 8; i++) {
            text.append(i == 4 ? "-" : "").append(ALPHABET[(int) (bits >> (35 - 5 * i)) & 31]);
        }
        return new Pseudonym(text.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
