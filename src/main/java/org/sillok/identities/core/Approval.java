package org.sillok.identities.core;

/** How many custodians stand behind an opening. Names are stored: never rename. */
public enum Approval {
    /** One alone. */
    ONE_CUSTODIAN,
    /** One asked, another one approved. */
    TWO_CUSTODIANS
}
