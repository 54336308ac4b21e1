package org.sillok.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/** The row of a naming decision. Nothing here has been checked. */
public record StoredNaming(
        String source,
        int number,
        String owner,
        String decision,
        Instant recordedAt,
        String recordedBy,
        @Nullable String confirmedBy,
        OpenedBytes remark,
        Bytes statement) {}
