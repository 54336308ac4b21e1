package org.sillok.evidence.core;

import java.nio.charset.StandardCharsets;

/**
 * A file's name exactly as its depositor gave it: metadata, never a path. Kept code point for code point (no Unicode
 * normalisation); refused when it could not be a single file's name anywhere.
 */
public record FileName(String value) {
    /** Longest name in UTF-8 bytes, the limit of common file systems. */
    public static final int MAX_BYTES = 255;

    public FileName {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a file name must not be empty");
        }
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("\".\" and \"..\" name folders, not files");
        }
        if (value.indexOf('/') >= 0 || value.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("a file name must not hold a path: send the last part only");
        }
        if (value.codePoints().anyMatch(FileName::isForbidden)) {
            throw new IllegalArgumentException(
                    "a file name must not hold control characters, direction overrides or broken surrogates");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a file name has at most " + MAX_BYTES + " bytes in UTF-8");
        }
    }

    // Direction overrides make "exe.pdf" of "fdp.exe"; unpaired surrogates have no UTF-8 form.
    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint)
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || (codePoint >= 0xD800 && codePoint <= 0xDFFF)
                || codePoint == 0x2028
                || codePoint == 0x2029;
    }

    @Override
    public String toString() {
        return "FileName[" + value.length() + " characters]";
    }
}
