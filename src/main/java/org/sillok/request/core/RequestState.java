package org.sillok.request.core;

/** How far a request is. Stored; never rename. */
public enum RequestState {
    /** It was received; what it comes to is being decided. */
    SUBMITTED,
    /** It was decided about each line; owners may be consulted and may approve. */
    ASSESSED,
    WITHDRAWN,
    EXPIRED;

    /** Whether nothing more will happen to it. */
    public boolean ended() {
        return this == WITHDRAWN || this == EXPIRED;
    }
}
