package org.sillok.bundle.core;

import org.sillok.kernel.LanguageTag;

/** The same words in the four languages of the cover page; ready to stand between tags. */
record InFour(String korean, String english, String spanish, String french) {
    /** The words of a section of the page. */
    String in(LanguageTag language) {
        return switch (language.value()) {
            case "ko" -> korean;
            case "en" -> english;
            case "es" -> spanish;
            case "fr" -> french;
            default -> throw new IllegalArgumentException("not a language of the cover page");
        };
    }
}
