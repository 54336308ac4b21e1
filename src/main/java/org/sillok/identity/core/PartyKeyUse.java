package org.sillok.identity.core;

/** What a party's key is for; never both. Names are stored: never rename. */
public enum PartyKeyUse {
    /** The party signs with it (ECDSA). */
    SIGNING,
    /** Releases are encrypted to it . It comes with an X.509 certificate. */
    ENCRYPTION
}
