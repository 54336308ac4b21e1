package org.sillok.discovery.core;

/** Hangul syllables in the Revised Romanisation of Korean (2000), each alone: names are written without assimilation. */
final class Romanisation {
    static final int FIRST = 0xac00;
    static final int LAST = 0xd7a3;

    private static final String[] INITIALS = {
        "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"
    };
    private static final String[] VOWELS = {
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
        "ui", "i"
    };
    private static final String[] FINALS = {
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
        "t", "t", "k", "t", "p", "t"
    };

    private Romanisation() {}

    /** Throws {@link IllegalArgumentException} for what is no precomposed syllable. */
    static String of(int syllable) {
        if (syllable < FIRST || syllable > LAST) {
            throw new IllegalArgumentException("not a Hangul syllable");
        }
        int index = syllable - FIRST;
        return INITIALS[index / (VOWELS.length * FINALS.length)]
                + VOWELS[index / FINALS.length % VOWELS.length]
                + FINALS[index % FINALS.length];
    }
}
