package org.sillok.wording.core;

import java.util.Locale;
import java.util.Optional;

/** A language in which the service itself speaks. */
public enum Language {
    EN("en"),
    KO("ko");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The BCP 47 tag. */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /** The one of these texts that is in this language. */
    public String of(String english, String korean) {
        return this == EN ? english : korean;
    }

    /** The language with that tag or one below it, for example {@code ko} for {@code ko-KP}. */
    public static Optional<Language> ofTag(String tag) {
        String lower = tag.toLowerCase(Locale.ROOT);
        for (Language language : values()) {
            if (lower.equals(language.tag) || lower.startsWith(language.tag + "-")) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
