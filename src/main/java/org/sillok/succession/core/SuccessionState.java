package org.sillok.succession.core;

/** How far a succession is. Names are stored: never rename. */
public enum SuccessionState {
    /** A custodian wants it; the organisation is asked. */
    PROPOSED,
    /** The organisation agreed with its key; a second custodian is needed. */
    AGREED,
    /** The package is being written, or has to be written again. */
    EXPORTING,
    /** The package can be handed over. */
    EXPORTED,
    /** The successor accepted with its key; the records are being told. */
    ACCEPTED,
    /** All records say so. There is no way back. */
    HANDED_OVER,
    /** Nothing was handed over, as far as this repository knows. */
    REJECTED;

    /** Whether it can still be called off. */
    public boolean canBeRejected() {
        return this == PROPOSED || this == AGREED || this == EXPORTING || this == EXPORTED;
    }

    /** Whether the package may be written, for the first time or anew. */
    public boolean canBeExported() {
        return this == EXPORTING || this == EXPORTED;
    }
}
