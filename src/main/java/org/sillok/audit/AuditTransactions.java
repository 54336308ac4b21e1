package org.sillok.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.sillok.audit.db.Moment;
import org.sillok.identity.Scope;
import org.sillok.jobs.LongTransactions;

/** The transactions of an audit, all under the repository's own scope. */
@ApplicationScoped
class AuditTransactions {
    // The long one reads rows only, no content: this is hours more than ten million statements take.
    private static final Duration LONGEST = Duration.ofHours(12);

    private final LongTransactions transactions;
    private final Moment moment;
    private final Scope scope;

    AuditTransactions(LongTransactions transactions, Moment moment, Scope scope) {
        this.transactions = transactions;
        this.moment = moment;
        this.scope = scope;
    }

    /** Reads of one moment, however long they take. */
    void ofOneMoment(Runnable reads) {
        transactions.within(LONGEST, () -> {
            moment.hold();
            scope.enterSystem();
            reads.run();
            return true;
        });
    }

    /** A short transaction. */
    <T> T shortly(Supplier<T> work) {
        return transactions.within(Duration.ZERO, () -> {
            scope.enterSystem();
            return work.get();
        });
    }
}
