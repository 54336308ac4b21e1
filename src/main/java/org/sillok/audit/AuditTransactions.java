package org.sillok.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.function.Supplier;
import org.sillok.audit.db.Moment;
import org.sillok.identity.Scope;

/**
 * The transactions of an audit, all under the repository's own scope. By hand and not by annotation, because the long one
 * needs a time limit of its own.
 */
@ApplicationScoped
class AuditTransactions {
    // The long one reads rows only, no content: this is hours more than ten million statements take.
    private static final Duration LONGEST = Duration.ofHours(12);

    private final UserTransaction transaction;
    private final Moment moment;
    private final Scope scope;

    AuditTransactions(UserTransaction transaction, Moment moment, Scope scope) {
        this.transaction = transaction;
        this.moment = moment;
        this.scope = scope;
    }

    /** Reads of one moment, however long they take. */
    void ofOneMoment(Runnable reads) {
        within(LONGEST, () -> {
            moment.hold();
            scope.enterSystem();
            reads.run();
            return true;
        });
    }

    /** A short transaction. */
    <T> T shortly(Supplier<T> work) {
        return within(Duration.ZERO, () -> {
            scope.enterSystem();
            return work.get();
        });
    }

    /** {@code limit} zero is the platform's own limit. */
    private <T> T within(Duration limit, Supplier<T> work) {
        try {
            transaction.setTransactionTimeout(Math.toIntExact(limit.toSeconds()));
            try {
                return within(work);
            } finally {
                transaction.setTransactionTimeout(0);
            }
        } catch (NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException e) {
            throw new IllegalStateException("a transaction of the audit failed", e);
        }
    }

    private <T> T within(Supplier<T> work)
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
