package org.sillok.identity;

import java.time.Instant;

/** A bearer token. Whoever holds it is the user; it is shown once and never stored by the service. */
public record Token(String value, Instant expiresAt) {
    @Override
    public String toString() {
        return "Token[until " + expiresAt + "]";
    }
}
