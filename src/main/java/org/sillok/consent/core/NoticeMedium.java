package org.sillok.consent.core;

/** How a notice was given. A closed list; names are stored: never rename. */
public enum NoticeMedium {
    WRITTEN,
    READ_ALOUD,
    SPOKEN,
    RECORDED_AUDIO,
    VIDEO,
    PICTURES,
    SIGN_LANGUAGE,
    /** Written in easy language. */
    EASY_READ,
    /** On a screen. */
    DIGITAL
}
