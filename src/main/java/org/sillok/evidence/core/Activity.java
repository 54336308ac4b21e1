package org.sillok.evidence.core;

/**
 * What brought a version about (the PREMIS event behind it). Only {@link #ORIGINAL} has no parent; a
 * {@link #REPLACEMENT} is a better copy of the original; all others are derivatives.
 */
public enum Activity {
    ORIGINAL,
    REPLACEMENT,
    TRANSCRIPT,
    TRANSLATION,
    REDACTION,
    OCR,
    EXCERPT,
    CONVERSION,
    SUMMARY;

    /** Whether the version is made from other versions and is not itself the material that was handed over. */
    public boolean isDerivative() {
        return this != ORIGINAL && this != REPLACEMENT;
    }
}
