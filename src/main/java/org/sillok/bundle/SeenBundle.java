package org.sillok.bundle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.BundleState;
import org.sillok.bundle.core.BundleViewpoint;
import org.sillok.bundle.core.Undertaken;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;

/**
 * A bundle as somebody sees it.
 *
 * @param job who seals; null for those who may not follow it
 * @param problem the code of why it failed; null for holders, whom other people's material does not concern
 * @param items how many there are; to holders how many of their own that they may know of; null before it was planned
 * @param archive null before it was written
 * @param undertaken null for those who do not read it, and before it was planned
 */
public record SeenBundle(
        BundleId id,
        PartyId recipient,
        RequestId request,
        int revision,
        BundleState state,
        BundleViewpoint viewpoint,
        Times times,
        @Nullable String job,
        @Nullable BundleId replaces,
        @Nullable String problem,
        @Nullable Integer items,
        @Nullable Archive archive,
        List<Part> parts,
        @Nullable Undertaken undertaken) {
    public SeenBundle {
        parts = List.copyOf(parts);
    }

    /** When what happened. */
    public record Times(
            Instant createdAt,
            @Nullable Instant sealedAt,
            Instant expiresAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant endedAt) {}

    /**
     * What comes out when all parts are decrypted.
     *
     * @param length null for holders: it would tell how much there is of others
     */
    public record Archive(@Nullable Long length, Digest sha256, Digest sha512) {}

    /** One encrypted message. */
    public record Part(int number, long length, Digest sha256, Digest sha512, boolean sent) {}
}
