package org.sillok.terms;

/** Why a state matters for a request. A closed list; names are stored: never rename. */
public enum Place {
    /** Where the recipient has its seat. */
    SEAT,
    /** Where the material will be kept. */
    STORAGE,
    /** Where the proceeding is held. */
    PROCEEDING,
    /** Where the material will be handed on to. */
    ONWARD
}
