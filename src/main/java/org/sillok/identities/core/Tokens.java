package org.sillok.identities.core;

/** Where the custodians' tokens come from. Names are stored: never rename. */
public enum Tokens {
    /** From this installation itself: whoever runs it can act as any user, so that two custodians may be one person. */
    ISSUED_HERE,
    /** From an OpenID provider, which answers for who is who. */
    ISSUED_ELSEWHERE
}
