package org.sillok.terms;

/** What an agreement is. A closed list; names are stored: never rename. */
public enum AgreementKind {
    /** An umbrella under which others are made. */
    PROTOCOL,
    MOU,
    /** For one case. */
    CASE_UNDERTAKING,
    /** Can forbid; never permits. Compelled disclosure is an act of its own. */
    COURT_ORDER
}
