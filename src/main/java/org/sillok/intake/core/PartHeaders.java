package org.sillok.intake.core;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header fields of one part of a multipart/form-data body (RFC 7578), decoded as UTF-8. Field names are kept in
 * lower case; of a repeated field the part is refused, because two readers would pick different ones.
 */
public record PartHeaders(Map<String, String> fields) {
    public PartHeaders {
        fields = Map.copyOf(fields);
    }

    /**
     * Parses header lines that end in CR LF.
     *
     * @throws IllegalArgumentException for lines that are no fields, and for repeated fields
     */
    public static PartHeaders parse(String block) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : block.split("\r\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || line.startsWith(" ") || line.startsWith("\t")) {
                throw new IllegalArgumentException("a part has a header line that is not a field");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (fields.put(name, line.substring(colon + 1).strip()) != null) {
                throw new IllegalArgumentException("a part repeats a header field");
            }
        }
        return new PartHeaders(fields);
    }

    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
