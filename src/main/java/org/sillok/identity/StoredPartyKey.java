package org.sillok.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/** The rows of a party's key. Nothing here has been checked. */
public record StoredPartyKey(
        String id,
        String party,
        String use,
        Bytes spki,
        @Nullable Step confirmed,
        @Nullable Step revoked) {
    /** Who did something to a key, and when. */
    public record Step(Instant at, String by) {}
}
