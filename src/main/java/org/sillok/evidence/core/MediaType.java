package org.sillok.evidence.core;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A media type without parameters (RFC 6838 section 4.2), in lower case, as the depositor declared it. A declaration,
 * not a finding: nobody here looked inside the file.
 */
public record MediaType(String value) {
    private static final Pattern FORM =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    public static final MediaType OCTET_STREAM = new MediaType("application/octet-stream");

    public MediaType {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a media type of the form type/subtype");
        }
    }

    /** Takes a Content-Type field value and drops its parameters. */
    public static MediaType ofContentType(String fieldValue) {
        int end = fieldValue.indexOf(';');
        return new MediaType(
                (end < 0 ? fieldValue : fieldValue.substring(0, end)).strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
