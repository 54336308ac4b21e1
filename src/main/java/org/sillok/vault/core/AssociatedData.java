package org.sillok.vault.core;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text that is bound to a ciphertext: what it is for, and whose it is. Each field goes in as u16be length and
 * UTF-8 bytes, so no two lists of fields give the same bytes.
 */
public final class AssociatedData {
    private static final int MAX_FIELD = 0xffff;

    private AssociatedData() {}

    /** {@code domain} names the one purpose, and its version, that these fields belong to. */
    public static byte[] of(String domain, String... fields) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        append(data, domain);
        for (String field : fields) {
            append(data, field);
        }
        return data.toByteArray();
    }

    private static void append(ByteArrayOutputStream data, String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_FIELD) {
            throw new IllegalArgumentException("field too long");
        }
        data.write(bytes.length >>> 8);
        data.write(bytes.length);
        data.writeBytes(bytes);
    }
}
