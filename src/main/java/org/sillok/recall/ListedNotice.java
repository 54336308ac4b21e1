package org.sillok.recall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RecallId;
import org.sillok.recall.core.NoticeState;

/** A notice in a list. */
public record ListedNotice(
        RecallId id,
        NoticeState state,
        BundleId bundle,
        PartyId recipient,
        Instant issuedAt,
        Instant respondBy,
        @Nullable Instant answeredAt) {}
