package org.sillok.evidence.core;

import java.nio.charset.StandardCharsets;

/** The Content-Disposition field of a download (RFC 6266), with the original name in UTF-8 (RFC 8187). */
public final class ContentDisposition {
    private static final String ATTR_CHARS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

    private ContentDisposition() {}

    /** Always {@code attachment}: deposited HTML or SVG must never run in the repository's own origin. */
    public static String attachment(FileName name, String asciiFallback) {
        StringBuilder text = new StringBuilder("attachment; filename=\"")
                .append(asciiFallback)
                .append("\"; filename*=UTF-8''");
        for (byte b : name.value().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (ATTR_CHARS.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return text.toString();
    }
}
