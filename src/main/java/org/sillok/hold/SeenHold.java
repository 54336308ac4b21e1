package org.sillok.hold;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.hold.core.HoldAct;
import org.sillok.hold.core.HoldKind;
import org.sillok.hold.core.HoldState;
import org.sillok.hold.core.HoldTexts;
import org.sillok.kernel.HoldId;
import org.sillok.kernel.UserId;
import org.sillok.terms.MaterialRef;

/**
 * A hold as far as somebody sees it.
 *
 * @param items how many of the items that one sees
 * @param since when it was placed; null if it never was
 * @param details null for the owners of what is held
 */
public record SeenHold(
        HoldId id,
        HoldKind kind,
        HoldState state,
        int items,
        @Nullable Instant until,
        Instant proposedAt,
        @Nullable Instant since,
        @Nullable Instant endedAt,
        @Nullable Details details) {
    /**
     * Who did what.
     *
     * @param mandate and
     * @param texts are null for auditors
     */
    public record Details(
            @Nullable MaterialRef mandate, @Nullable HoldTexts texts, List<Step> steps) {
        public Details {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One thing that was done.
     *
     * @param by null for what nobody did
     * @param why null if nobody said, or it is not shown
     */
    public record Step(
            HoldAct act,
            @Nullable UserId by,
            Instant at,
            @Nullable String why) {}
}
