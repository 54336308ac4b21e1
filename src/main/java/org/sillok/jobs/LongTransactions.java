package org.sillok.jobs;

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
 * Transactions with a time limit of their own, for work that is more than the platform's limit allows. By hand, because an
 * annotation has no such limit for each of them.
 */
@ApplicationScoped
public class LongTransactions {
    private final UserTransaction transaction;

    LongTransactions(UserTransaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Does {@code work} in a transaction of its own, which what it throws rolls back; the thread is in none.
     *
     * @param limit in whole seconds; zero is the platform's own
     */
    public <T> T within(Duration limit, Supplier<T> work) {
        try {
            transaction.setTransactionTimeout(Math.toIntExact(limit.toSeconds()));
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
            throw new IllegalStateException("a transaction failed", e);
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
