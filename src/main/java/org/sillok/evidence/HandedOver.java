package org.sillok.evidence;

/** What of a file's bytes an answer hands over, for the record. */
public enum HandedOver {
    /** None: the caller has them already, asked for what is not there, or asked for a description. */
    NOTHING,
    PART,
    WHOLE
}
