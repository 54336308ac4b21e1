package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.sillok.custody.LoggedStatement;
import org.sillok.custody.Receipts;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamReader.KeyedHead;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Caller;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.log.TransparencyLog;
import org.sillok.problem.Outcome;

/**
 * Follows an item's statements into the log: waits for an index, or for the checkpoint that a receipt needs. Waiting
 * happens outside of transactions.
 */
@ApplicationScoped
public class Publication {
    private final ItemReceipts receipts;
    private final ItemStatements statements;
    private final Receipts custodyReceipts;
    private final TransparencyLog log;
    private final EvidenceConfig config;

    Publication(
            ItemReceipts receipts,
            ItemStatements statements,
            Receipts custodyReceipts,
            TransparencyLog log,
            EvidenceConfig config) {
        this.receipts = receipts;
        this.statements = statements;
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
        return receipts.want(caller, item, version)
                .then(wanted -> custodyReceipts.oncePublished(
                        wanted.last(), atMost, () -> receipts.make(caller, wanted, disclosed)));
    }

    /**
     * One statement of an item with the proof that it is in the log.
     *
     * @param atMost how long to wait for publication
     */
    public Outcome<LoggedStatement> statement(Caller caller, ItemId item, long seq, Duration atMost) {
        return statements
                .want(caller, item, seq)
                .then(leafHash ->
                        custodyReceipts.oncePublished(leafHash, atMost, () -> statements.prove(caller, item, seq)));
    }

    /**
     * The signed head of an item's stream.
     *
     * @param atMost how long to wait until a first statement is published
     */
    public Outcome<KeyedHead> head(Caller caller, ItemId item, Duration atMost) {
        return statements
                .want(caller, item, 0)
                .then(leafHash -> custodyReceipts.oncePublished(leafHash, atMost, () -> statements.head(caller, item)));
    }
}
