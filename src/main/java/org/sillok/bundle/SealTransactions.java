package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.sillok.jobs.LongTransactions;

/** Transactions that take longer the more a bundle holds: all of it is decided in one. */
@ApplicationScoped
class SealTransactions {
    // Bounded: what it decides about is locked until it ends.
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final LongTransactions transactions;

    SealTransactions(LongTransactions transactions) {
        this.transactions = transactions;
    }

    /** Does {@code work} in a transaction of its own; the thread is in none. */
    <T> T within(Supplier<T> work) {
        return transactions.within(LONGEST, work);
    }
}
