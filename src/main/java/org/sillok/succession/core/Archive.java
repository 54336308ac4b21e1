package org.sillok.succession.core;

import java.util.Locale;
import java.util.Optional;

/** The two archives of a package, each encrypted for itself. Names are stored and part of addresses: never rename. */
public enum Archive {
    /** The holdings, under pseudonyms. */
    HOLDINGS,
    /** What protects sources by being apart: who they are, how to approach them, how they may be named. */
    PROTECTED;

    /** As addresses and file names have it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if nothing is called so. */
    public static Optional<Archive> of(String slug) {
        for (Archive one : values()) {
            if (one.slug().equals(slug)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
