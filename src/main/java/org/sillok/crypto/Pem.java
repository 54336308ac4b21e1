package org.sillok.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Textual encoding of keys (RFC 7468): one block, lines of 64 characters, nothing around it. */
public final class Pem {
    public static final String PUBLIC_KEY = "PUBLIC KEY";
    public static final String PRIVATE_KEY = "PRIVATE KEY";

    private Pem() {}

    public static String write(String label, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /**
     * Reads the one block of {@code text}. Lines may end in CRLF or be wrapped elsewhere; white space around the block is
     * ignored; explanatory text is not accepted.
     */
    public static byte[] read(String label, String text) throws KeyFormatException {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        String block = text.strip();
        if (!block.startsWith(begin) || !block.endsWith(end) || block.length() < begin.length() + end.length()) {
            throw new KeyFormatException("not a PEM block with the label " + label);
        }
        String body = block.substring(begin.length(), block.length() - end.length());
        try {
            return Base64.getDecoder().decode(body.replaceAll("[\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw new KeyFormatException("the PEM block is not base64");
        }
    }
}
