package org.sillok.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/**
 * The row of a binding. Nothing here has been checked.
 *
 * @param remark null if there is none
 */
public record StoredBinding(
        String id,
        String owner,
        String item,
        @Nullable Integer version,
        String relation,
        @Nullable String consent,
        @Nullable String source,
        Instant recordedAt,
        String recordedBy,
        @Nullable String confirmedBy,
        @Nullable OpenedBytes remark,
        Bytes statement) {
    /** The row of the removal of a binding. */
    public record Removal(
            String binding,
            String owner,
            Instant recordedAt,
            String recordedBy,
            String confirmedBy,
            OpenedBytes remark,
            Bytes statement) {}
}
