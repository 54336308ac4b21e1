package org.sillok.recall.core;

/** Why a recipient does not do all that it was asked. Part of formats: never renamed. */
public enum Ground {
    /** It stands in evidence of a proceeding. */
    IN_EVIDENCE,
    /** It has to be disclosed to a party of a proceeding. */
    DISCLOSURE_DUTY,
    COURT_ORDER,
    /** Something else, which has to be said in words. */
    OTHER
}
