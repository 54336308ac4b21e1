package org.sillok.withdrawal;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;
import org.sillok.withdrawal.core.Level;

/**
 * Which withdrawals to list, newest first.
 *
 * @param subject the id of a consent, an item or a source; null for all
 * @param stands whether only those that stand, or only those that were lifted; null for both
 */
public record WithdrawalQuery(
        @Nullable String subject,
        @Nullable Level level,
        @Nullable Boolean stands,
        @Nullable Position after,
        int limit) {}
