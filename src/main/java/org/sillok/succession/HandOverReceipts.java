package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Receipts;
import org.sillok.custody.Receipts.Extent;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.Scope;
import org.sillok.kernel.Digest;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.succession.db.SuccessionRows;

/**
 * The receipt of the statement that the holdings were handed over: what this repository says, signed and logged, to who may see
 * the succession. It goes to the successor, who verifies it without asking anybody.
 */
@ApplicationScoped
public class HandOverReceipts {
    private final Steps steps;
    private final Receipts receipts;

    HandOverReceipts(Steps steps, Receipts receipts) {
        this.steps = steps;
        this.receipts = receipts;
    }

    /**
     * Makes it.
     *
     * @param patience how long to wait until the log covers it
     */
    public Outcome<Receipt> get(Caller caller, String id, Duration patience) {
        return steps.want(caller, id)
                .then(wanted -> steps.leaf(wanted)
                        .map(leaf -> receipts.oncePublished(leaf, patience, () -> steps.make(wanted)))
                        .orElseGet(Receipts::notReady));
    }

    /** The transactions. */
    @ApplicationScoped
    @Transactional
    static class Steps {
        private final SuccessionReading reading;
        private final Receipts receipts;
        private final Parties parties;
        private final AccessLog accessLog;
        private final Scope scope;

        Steps(SuccessionReading reading, Receipts receipts, Parties parties, AccessLog accessLog, Scope scope) {
            this.reading = reading;
            this.receipts = receipts;
            this.parties = parties;
            this.accessLog = accessLog;
            this.scope = scope;
        }

        /** The digest of the statement; the look is recorded. */
        Outcome<Digest> want(Caller caller, String id) {
            Outcome<SuccessionRows.Succession> found = reading.found(caller, id, "GET_HAND_OVER");
            scope.enter(caller);
            return found.then(row -> {
                byte[] statement = row.statement();
                if (statement == null) {
                    return Outcome.refused(ProblemCode.CONFLICT, "It is not handed over.");
                }
                accessLog.viewed(caller.actor(), id);
                return Outcome.done(Digest.sha256(statement));
            });
        }

        Optional<Digest> leaf(Digest statement) {
            scope.enterSystem();
            return receipts.last(stream(), new Extent.One(statement));
        }

        Outcome<Receipt> make(Digest statement) {
            scope.enterSystem();
            return receipts.make(stream(), new Extent.One(statement), name -> true)
                    .map(Outcome::done)
                    .orElseGet(Receipts::notReady);
        }

        private StreamRef stream() {
            return StreamRef.repository(parties.repository());
        }
    }
}
