package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sillok.jobs.LongTransactions;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/** Transactions that take longer the more a withdrawal reaches: all of it is taken back in one. */
@ApplicationScoped
class WithdrawalTransactions {
    // Bounded: what it reaches is locked until it ends.
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int ATTEMPTS = 3;
    private static final String DEADLOCK = "40P01";

    private final LongTransactions transactions;

    WithdrawalTransactions(LongTransactions transactions) {
        this.transactions = transactions;
    }

    /** Does {@code work} in a transaction of its own; the thread is in none. */
    <T> T within(Supplier<T> work) {
        return transactions.within(LONGEST, work);
    }

    /**
     * The same for what begins anew, in another transaction, if what it reaches became more meanwhile, or, once, if it and
     * others waited for each other. Refused if that does not end: nothing was recorded.
     */
    <T> Outcome<T> settled(Supplier<Outcome<T>> work) {
        boolean gaveWay = false;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return within(work);
            } catch (RuntimeException e) {
                // If it reaches more now, those who were waited for have ended: the next attempt has less to wait for.
                if (!(e instanceof ReachChangedException)) {
                    if (gaveWay || !isDeadlock(e)) {
                        throw e;
                    }
                    gaveWay = true;
                }
            }
        }
        return Outcome.refused(
                ProblemCode.DATABASE_UNAVAILABLE,
                "What it reaches became more each time. Nothing was recorded; send it again.");
    }

    private static boolean isDeadlock(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
