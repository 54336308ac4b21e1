package org.sillok.erasure;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.core.ErasureState;
import org.sillok.erasure.core.Progress;
import org.sillok.erasure.core.Text;
import org.sillok.kernel.ErasureId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/**
 * An erasure as those see it whom it concerns.
 *
 * @param withdrawal the withdrawal that it carries out
 * @param rejection why it was rejected
 * @param remains codes of what could not be cleared here
 * @param backupsUntil until when backups from before may still have the keys; null before all are destroyed
 */
public record SeenErasure(
        ErasureId id,
        PartyId owner,
        @Nullable String withdrawal,
        ErasureState state,
        Text reason,
        @Nullable Text rejection,
        Step proposed,
        @Nullable Step confirmed,
        @Nullable Step rejected,
        @Nullable String job,
        Progress progress,
        @Nullable Instant erasedAt,
        @Nullable Instant clearedAt,
        @Nullable Instant backupsUntil,
        List<String> remains) {
    public SeenErasure {
        remains = List.copyOf(remains);
    }

    /** Who did something, and when. */
    public record Step(Instant at, UserId by) {}
}
