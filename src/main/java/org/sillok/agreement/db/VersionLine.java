package org.sillok.agreement.db;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is stored of a version beside its text. */
public record VersionLine(
        VersionRow.Key key,
        String draftedBy,
        String stage,
        @Nullable Instant proposedAt,
        @Nullable Instant startsAt,
        @Nullable Instant effectiveUntil) {}
