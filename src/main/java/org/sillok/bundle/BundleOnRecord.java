package org.sillok.bundle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.BundleState;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;

/**
 * A bundle's place in what became of material.
 *
 * @param deliveredAt when all of it had been sent; null before
 * @param acknowledgedAt when the recipient had confirmed what it holds; null before
 */
public record BundleOnRecord(
        BundleId id,
        PartyId recipient,
        BundleState state,
        @Nullable Instant sealedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant acknowledgedAt) {}
