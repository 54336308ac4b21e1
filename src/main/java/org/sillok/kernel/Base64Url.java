package org.sillok.kernel;

import java.util.Base64;

/**
 * base64url without padding (RFC 4648 section 5), strict: exactly one text decodes to a given array, so two texts that
 * differ never stand for the same bytes.
 */
public final class Base64Url {
    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Decodes the canonical text.
     *
     * @throws IllegalArgumentException for padding, foreign characters, or non-zero trailing bits
     */
    public static byte[] decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("not canonical base64url");
        }
        return bytes;
    }
}
