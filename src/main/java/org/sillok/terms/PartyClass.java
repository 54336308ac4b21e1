package org.sillok.terms;

/** A kind of recipient that a term may name in place of a party. A closed list; names are stored: never rename. */
public enum PartyClass {
    NGO,
    MECHANISM,
    COURT,
    NATIONAL_AUTHORITY,
    AUDITOR,
    OTHER
}
