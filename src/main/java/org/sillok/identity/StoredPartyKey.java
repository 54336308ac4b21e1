package org.sillok.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/**
 * The rows of a party's key. Nothing here has been checked.
 *
 * @param readable whether its sealed certificate opens and is what the row says, as far as keys were at hand to see
 */
public record StoredPartyKey(
        String id,
        String party,
        String use,
        Bytes spki,
        boolean readable,
        @Nullable Certificate certificate,
        @Nullable Step confirmed,
        @Nullable Step revoked) {
    /** What the row says in clear of the certificate. */
    public record Certificate(
            String fingerprint,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter) {}

    /** Who did something to a key, and when. */
    public record Step(Instant at, String by) {}
}
