package org.sillok.consent.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;

/** Whether the person could decide, and how somebody came to that. Its text form shows the finding only. */
public record Assessment(
        Ability ability, @Nullable String how, @Nullable Instant at) {
    public Assessment {
        at = at == null ? null : Timestamps.truncate(at);
    }

    @Override
    public String toString() {
        return "Assessment[" + ability + "]";
    }
}
