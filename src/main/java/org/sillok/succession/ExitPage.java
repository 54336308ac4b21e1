package org.sillok.succession;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.sillok.kernel.Bytes;

/** The page in every package that says what is in it and how to check it with public tools. */
final class ExitPage {
    private static final String PLACE = "/succession/VERIFY.md";

    private ExitPage() {}

    /** The text of {@code VERIFY.md}, as the program was built with it. */
    static Bytes text() {
        try (InputStream in = ExitPage.class.getResourceAsStream(PLACE)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without " + PLACE);
            }
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
