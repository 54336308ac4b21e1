package org.sillok.withdrawal.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.WithdrawalId;

/**
 * A withdrawal that is in force, of the same subject, said by the same one and recorded by the same organisation.
 *
 * @param asked of those who have it; null if nothing is
 */
public record Earlier(
        WithdrawalId id, Level level, @Nullable Asked asked) {
    /**
     * Those of {@code earlier} that say at least as much as one of {@code level} that asks {@code asked}. It need not be said
     * again if one of them reaches as much, too.
     */
    public static List<WithdrawalId> covering(List<Earlier> earlier, Level level, @Nullable Asked asked) {
        return earlier.stream()
                .filter(one -> one.level().atLeast(level))
                .filter(one ->
                        asked == null || (one.asked() != null && one.asked().atLeast(asked)))
                .map(Earlier::id)
                .toList();
    }
}
