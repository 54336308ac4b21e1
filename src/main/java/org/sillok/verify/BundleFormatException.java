package org.sillok.verify;

import java.io.IOException;

/** A bundle, or a file in it, is not in its one accepted form. Other {@link IOException}s mean that it could not be read. */
final class BundleFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final FindingCode code;
    private final String place;

    BundleFormatException(FindingCode code, String place, String words) {
        super(words);
        this.code = code;
        this.place = place;
    }

    Finding finding() {
        return new Finding(code, place, String.valueOf(getMessage()));
    }
}
