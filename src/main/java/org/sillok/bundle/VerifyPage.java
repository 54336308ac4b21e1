package org.sillok.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.sillok.kernel.Bytes;

/** The page in every bundle that says how to check it with public tools. */
public final class VerifyPage {
    private VerifyPage() {}

    /** The text of {@code VERIFY.md}, as the program was built with it. */
    public static Bytes text() {
        try (InputStream in = VerifyPage.class.getResourceAsStream("/bundle/VERIFY.md")) {
            if (in == null) {
                throw new IllegalStateException("the program was built without /bundle/VERIFY.md");
            }
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
