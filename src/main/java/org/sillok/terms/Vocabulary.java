package org.sillok.terms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;

/**
 * The vocabulary as one document: every list with its codes, what they are called in English and Korean, and what they
 * mean. The enums of this package are the same lists; a code is added by a new version and never changes its meaning.
 */
public final class Vocabulary {
    public static final String VERSION = "1";

    private Vocabulary() {}

    /** The document, as it is published. */
    public static byte[] bytes() {
        try (InputStream document = Vocabulary.class.getResourceAsStream("vocabulary.json")) {
            if (document == null) {
                throw new IllegalStateException("vocabulary.json is not beside its class");
            }
            return document.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonObject document() {
        return StrictJson.parse(bytes()).asObject();
    }
}
