package org.sillok.identity.core;

/** Whether a party's users may act. Names are stored: never rename. */
public enum PartyStatus {
    ACTIVE,
    INACTIVE
}
