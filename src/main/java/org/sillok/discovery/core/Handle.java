package org.sillok.discovery.core;

import java.util.Arrays;
import org.sillok.kernel.Ids;

/** The 128 bits of an identifier as bytes, and back: the base32 of {@link Ids}. */
public final class Handle {
    public static final int BYTES = 16;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Handle() {}

    /** An identifier with {@code prefix} that says exactly these bytes. */
    public static String write(String prefix, byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("128 bits");
        }
        return Ids.fresh(prefix, length -> Arrays.copyOf(bytes, length));
    }

    /** What {@link #write} was given; throws {@link IllegalArgumentException} for anything else. */
    public static byte[] read(String prefix, String id) {
        String body = Ids.check(prefix, id).substring(prefix.length() + 1);
        byte[] bytes = new byte[BYTES];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < body.length(); i++) {
            buffer = (buffer << 5) | ALPHABET.indexOf(body.charAt(i));
            bits += 5;
            if (bits >= 8 && at < BYTES) {
                bits -= 8;
                bytes[at] = (byte) (buffer >> bits);
                at++;
            }
        }
        return bytes;
    }
}
