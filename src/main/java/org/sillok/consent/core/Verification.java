package org.sillok.consent.core;

import java.time.Instant;
import org.sillok.kernel.Timestamps;

/** Who made sure that the consent is what it seems, when and how. */
public record Verification(String by, Instant at, String how) {
    public Verification {
        at = Timestamps.truncate(at);
    }

    @Override
    public String toString() {
        return "Verification";
    }
}
