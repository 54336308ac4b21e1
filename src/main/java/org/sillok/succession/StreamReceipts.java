package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import org.sillok.custody.Receipts;
import org.sillok.custody.Receipts.Extent;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.StreamKind;
import org.sillok.evidence.ItemHoldings;
import org.sillok.identity.Scope;
import org.sillok.jobs.JobFailedException;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/**
 * Receipts of whole records, with everything disclosed that can still be opened, except what an item was made from if that is
 * another organisation's. Waits for the log outside of transactions.
 */
@ApplicationScoped
class StreamReceipts {
    // Short, so that a job that was cancelled is noticed while the log is waited for.
    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final int TIMES = 60;

    private final Receipts receipts;
    private final Making making;

    StreamReceipts(Receipts receipts, Making making) {
        this.receipts = receipts;
        this.making = making;
    }

    /**
     * Empty if there is no such record.
     *
     * @param progress told before each try; what it throws ends the waiting
     * @throws JobFailedException if the log does not cover it in time
     */
    Optional<Receipt> whole(StreamRef stream, ExportProgress progress) {
        // What is added meanwhile is waited for, too, but not for ever.
        for (int i = 0; i < TIMES; i++) {
            progress.goOn();
            Optional<Digest> last = making.last(stream);
            if (last.isEmpty()) {
                return Optional.empty();
            }
            Outcome<Receipt> made = receipts.oncePublished(last.get(), SLICE, () -> making.make(stream));
            if (made instanceof Outcome.Done<Receipt> done) {
                return Optional.of(done.value());
            }
        }
        throw new JobFailedException(ProblemCode.RECEIPT_NOT_READY);
    }

    /** The transactions. */
    @ApplicationScoped
    @Transactional
    static class Making {
        private final Receipts receipts;
        private final ItemHoldings items;
        private final Scope scope;

        Making(Receipts receipts, ItemHoldings items, Scope scope) {
            this.receipts = receipts;
            this.items = items;
            this.scope = scope;
        }

        Optional<Digest> last(StreamRef stream) {
            scope.enterSystem();
            return receipts.last(stream, new Extent.Whole());
        }

        Outcome<Receipt> make(StreamRef stream) {
            scope.enterSystem();
            // Asked at each of them, after the statements were read: a version that was added meanwhile is not missed.
            return receipts.make(
                            stream,
                            new Extent.Whole(),
                            name -> name.field() != Field.PARENTS || !isMadeFromOthers(stream))
                    .map(Outcome::done)
                    .orElseGet(Receipts::notReady);
        }

        private boolean isMadeFromOthers(StreamRef stream) {
            return stream.kind() == StreamKind.ITEM
                    && items.isMadeFromOthers(new ItemId(stream.subject()), stream.owner());
        }
    }
}
