package org.sillok.terms;

/** What was done to material before it may be shared. A closed list; names are stored: never rename. */
public enum Transformation {
    ANONYMISE,
    PSEUDONYMISE,
    REDACT,
    BLUR_FACES,
    ALTER_VOICE,
    STRIP_METADATA,
    TRANSCRIPT_ONLY,
    SUMMARY_ONLY,
    EXISTENCE_ONLY
}
