package org.sillok.consent.core;

/** What a second person has to confirm. A closed list; names are stored: never rename. */
public enum ProposalKind {
    /** An event of a consent that permits more. */
    CONSENT_EVENT,
    /** Removing a binding. */
    UNBIND,
    /** Binding to a public source. */
    BIND_PUBLIC,
    /** That a person may be named. */
    NAME
}
