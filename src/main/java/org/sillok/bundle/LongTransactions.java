package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Transactions that take longer the more a bundle holds: all of it is decided in one. By hand and not by annotation, because
 * they need a time limit of their own.
 */
@ApplicationScoped
class LongTransactions {
    // Bounded: what it decides about is locked until it ends.
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final UserTransaction transaction;

    LongTransactions(UserTransaction transaction) {
        this.transaction = transaction;
    }

    /** Does {@code work} in a transaction of its own; the thread is in none. */
    <T> T within(Supplier<T> work) {
        try {
            transaction.setTransactionTimeout(Math.toIntExact(LONGEST.toSeconds()));
            try {
                return committed(work);
            } finally {
                transaction.setTransactionTimeout(0);
            }
        } catch (NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException e) {
            throw new IllegalStateException("a transaction of a sealing failed", e);
        }
    }

    private <T> T committed(Supplier<T> work)
            throws NotSupportedException, SystemException, RollbackException, HeuristicMixedException,
                    HeuristicRollbackException {
        transaction.begin();
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            transaction.rollback();
            throw e;
        }
        transaction.commit();
        return result;
    }
}
