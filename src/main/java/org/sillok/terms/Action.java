package org.sillok.terms;

/** What somebody may do with material. A closed list; names are stored: never rename. */
public enum Action {
    /** Learn that it exists, with the metadata that the terms allow. */
    DISCOVER,
    /** Look at it where it is kept. */
    INSPECT,
    /** Receive it. */
    DISCLOSE,
    USE_AS_LEAD,
    USE_IN_EVIDENCE,
    /** Show it to the other side of a proceeding. */
    DISCLOSE_TO_PARTIES,
    COPY,
    TRANSLATE,
    /** Hand it on to somebody else. */
    ONWARD_TRANSFER,
    PUBLISH,
    CONTACT_SOURCE,
    /** Keep it. */
    RETAIN
}
