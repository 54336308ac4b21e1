package org.sillok.recall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RecallId;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.NoticeState;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallReason;
import org.sillok.recall.core.Viewpoint;

/**
 * A notice as somebody sees it.
 *
 * @param withdrawal null for who is not told
 * @param items how many it calls back; for an owner who did not order it, how many of its own
 * @param answers oldest first; the newest counts
 */
public record SeenNotice(
        RecallId id,
        Viewpoint viewpoint,
        NoticeState state,
        BundleId bundle,
        PartyId recipient,
        @Nullable String withdrawal,
        What what,
        int items,
        Times times,
        List<GivenAnswer> answers) {
    public SeenNotice {
        answers = List.copyOf(answers);
    }

    /** What is asked, and why. */
    public record What(
            RecallLevel level,
            RecallReason reason,
            Asked asked,
            @Nullable BundleId replacement) {}

    /**
     * When what happened.
     *
     * @param overdueAt when it was last said that the time is over
     * @param overdue how often that was said
     */
    public record Times(
            Instant issuedAt,
            Instant respondBy,
            @Nullable Instant deliveredAt,
            @Nullable Instant remindedAt,
            @Nullable Instant overdueAt,
            int overdue,
            @Nullable Instant answeredAt,
            @Nullable Instant liftedAt) {}
}
