package org.sillok.identity.core;

/** Whether a party's key counts. */
public enum PartyKeyState {
    /** Registered by the party; no custodian has confirmed it, and nothing is believed because of it. */
    PENDING,
    /** Confirmed and not revoked: it counts. */
    CONFIRMED,
    /** Revoked, whether it was confirmed before or not. It never counts again. */
    REVOKED
}
