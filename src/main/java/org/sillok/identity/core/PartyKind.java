package org.sillok.identity.core;

/** What kind of organisation a party is. Names are stored: never rename. */
public enum PartyKind {
    NGO,
    MECHANISM,
    COURT,
    NATIONAL_AUTHORITY,
    AUDITOR,
    OTHER
}
