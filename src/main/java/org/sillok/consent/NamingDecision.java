package org.sillok.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.Naming;
import org.sillok.consent.core.Remark;
import org.sillok.kernel.UserId;

/**
 * Whether a person may be named, as it was decided once.
 *
 * @param scope where, or in what; null for everywhere
 */
public record NamingDecision(
        int number,
        Naming decision,
        @Nullable String scope,
        Remark remark,
        UserId recordedBy,
        @Nullable UserId confirmedBy,
        Instant recordedAt) {}
