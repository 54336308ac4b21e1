package org.sillok.odrl.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The documents of the profile as they are published: what its words mean, and the shapes (SHACL) of its policies. */
public final class Profile {
    private Profile() {}

    /** The words, in Turtle. */
    public static byte[] profile() {
        return read("/org/sillok/odrl/profile.ttl");
    }

    /** The shapes, in Turtle. */
    public static byte[] shapes() {
        return read("/org/sillok/odrl/shapes.ttl");
    }

    /** The words and the shapes of consent records, in Turtle. */
    public static byte[] consentRecords() {
        return read("/org/sillok/odrl/consent-record.ttl");
    }

    private static byte[] read(String name) {
        try (InputStream document = Profile.class.getResourceAsStream(name)) {
            if (document == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return document.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
