package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.sillok.custody.Receipts;
import org.sillok.custody.Recorded;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Caller;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.log.TransparencyLog;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/**
 * Follows an item's statements into the log: waits for an index, or for the checkpoint that a receipt needs. Waiting
 * happens outside of transactions.
 */
@ApplicationScoped
public class Publication {
    private final ItemReceipts receipts;
    private final Receipts custodyReceipts;
    private final TransparencyLog log;
    private final EvidenceConfig config;

    Publication(ItemReceipts receipts, Receipts custodyReceipts, TransparencyLog log, EvidenceConfig config) {
        this.receipts = receipts;
        this.custodyReceipts = custodyReceipts;
        this.log = log;
        this.config = config;
    }

    /** A statement's durable log index; empty if the log does not keep up just now. Call after its transaction. */
    public Optional<Long> awaitIndex(Recorded statement) {
        return log.awaitIndex(statement.leafHash(), config.indexWait());
    }

    /** Where an item's statement is in its stream, for answering a repeated request. */
    public Optional<Recorded> place(Caller caller, ItemId item, Digest statement) {
        return receipts.place(caller, item, statement);
    }

    /**
     * The receipt of an item's whole stream, or of the statement that recorded one version.
     *
     * @param disclosed which disclosures to show
     * @param atMost how long to wait for publication
     */
    public Outcome<Receipt> receipt(
            Caller caller, ItemId item, OptionalInt version, Predicate<DisclosureName> disclosed, Duration atMost) {
        Outcome<ItemReceipts.Wanted> wanted = receipts.want(caller, item, version);
        if (!(wanted instanceof Outcome.Done<ItemReceipts.Wanted> done)) {
            return wanted.map(never -> {
                throw new IllegalStateException("a refusal has no value");
            });
        }
        if (!custodyReceipts.awaitPublished(done.value().last(), atMost)) {
            return Outcome.refused(
                    ProblemCode.RECEIPT_NOT_READY, "The statement is recorded and not yet under a signed checkpoint.");
        }
        return receipts.make(caller, done.value(), disclosed);
    }
}
