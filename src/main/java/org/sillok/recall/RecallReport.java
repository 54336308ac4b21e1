package org.sillok.recall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.Ground;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.Spared;

/**
 * What became of a withdrawal outside of the repository, for the person who asked for it: who had something, what they were
 * asked, and what they answered. Nothing in it is about what, or about anybody else.
 *
 * @param ownDecision whether the source decided it, or its own for it; false if an organisation or a court did
 * @param asked null if nothing was
 * @param respondBy null exactly if nothing was asked
 * @param lines one for each bundle that had something of it, up to a thousand
 * @param bundles how many bundles had something of it
 */
public record RecallReport(
        String withdrawal,
        PartyId owner,
        boolean ownDecision,
        RecallLevel level,
        @Nullable Asked asked,
        Instant withdrawnAt,
        @Nullable Instant respondBy,
        @Nullable Instant liftedAt,
        List<Line> lines,
        int bundles) {
    public RecallReport {
        lines = List.copyOf(lines);
    }

    /**
     * One bundle.
     *
     * @param loadedAt when the recipient had loaded all of it; null if it never did
     * @param noticeReadAt when it had loaded the notice; null if it has not
     * @param spared why it was asked nothing; null if it was
     * @param overdue whether the time to answer is over without an answer
     * @param answers how often it has answered
     */
    public record Line(
            PartyId recipient,
            @Nullable Instant sealedAt,
            @Nullable Instant loadedAt,
            @Nullable Instant noticeReadAt,
            @Nullable Spared spared,
            boolean overdue,
            int answers,
            @Nullable Answer answer,
            @Nullable Ground ground,
            @Nullable Instant answeredAt) {}
}
