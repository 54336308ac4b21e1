package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.RecipientCertificate;
import org.sillok.evidence.ErasedItems;
import org.sillok.evidence.ItemHoldings;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.jobs.JobFailedException;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.SuccessionId;
import org.sillok.problem.ProblemCode;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.core.Withholding;
import org.sillok.succession.db.ExportRows;
import org.sillok.succession.db.PackedItemRows;
import org.sillok.succession.db.SuccessionRows;

/** The transactions of writing a package, in the system's scope. */
@ApplicationScoped
@Transactional
class ExportSteps {
    static final int PAGE = 200;

    private static final int RANDOM = 8;

    private final SuccessionRows rows;
    private final ExportRows exports;
    private final PackedItemRows lines;
    private final ItemHoldings items;
    private final ErasedItems erased;
    private final Withholdings withholdings;
    private final HoldingsNow holdings;
    private final SuccessionRecord record;
    private final Feed feed;
    private final Scope scope;
    private final Randomness randomness;

    ExportSteps(
            SuccessionRows rows,
            ExportRows exports,
            PackedItemRows lines,
            ItemHoldings items,
            ErasedItems erased,
            Withholdings withholdings,
            HoldingsNow holdings,
            SuccessionRecord record,
            Feed feed,
            Scope scope,
            Randomness randomness) {
        this.rows = rows;
        this.exports = exports;
        this.lines = lines;
        this.items = items;
        this.erased = erased;
        this.withholdings = withholdings;
        this.holdings = holdings;
        this.record = record;
        this.feed = feed;
        this.scope = scope;
        this.randomness = randomness;
    }

    /** An attempt that has the right to write the package as long as no other one took over. */
    record Attempt(
            SuccessionId id,
            int number,
            String folder,
            PartyId owner,
            PartyId successor,
            RecipientCertificate certificate,
            Instant at) {}

    /**
     * Takes over from whichever attempt there was. Empty if the package is not to be written, or another job was asked to.
     *
     * @throws JobFailedException if the successor's certificate counts no more
     */
    Optional<Attempt> begin(SuccessionId id, String job) {
        scope.enterSystem();
        SuccessionRows.Succession row = rows.lock(id.value()).orElseThrow();
        if (!row.state().equals(SuccessionState.EXPORTING.name()) || !job.equals(row.job())) {
            return Optional.empty();
        }
        Instant now = record.now();
        PartyId successor = new PartyId(row.successor());
        RecipientCertificate certificate = certificate(row);
        int number = row.export() + 1;
        String folder = HexFormat.of().formatHex(randomness.bytes(RANDOM));
        exports.begin(new ExportRows.Begun(row.id(), number, row.owner(), folder, now));
        rows.attempt(row.id(), number);
        return Optional.of(new Attempt(id, number, folder, new PartyId(row.owner()), successor, certificate, now));
    }

    private RecipientCertificate certificate(SuccessionRows.Succession row) {
        return record.certificate(row).orElseThrow(() -> new JobFailedException(ProblemCode.RECIPIENT_CERTIFICATE));
    }

    /** What stands for the last statements about what binds the items. */
    Digest bound(Attempt attempt) {
        scope.enterSystem();
        return holdings.bound(attempt.owner());
    }

    /** Decides about the next items after {@code last} whether they go; the last of them, or null if there are none any more. */
    @Nullable
    ItemId choose(Attempt attempt, @Nullable ItemId last) {
        scope.enterSystem();
        List<ItemId> page = items.after(attempt.owner(), last, PAGE);
        Map<ItemId, Withholding> withheld = withholdings.among(page);
        for (ItemId item : page) {
            Withholding reason = withheld.get(item);
            lines.add(
                    attempt.id().value(),
                    attempt.number(),
                    attempt.owner().value(),
                    item.value(),
                    reason == null ? null : reason.name());
        }
        return page.isEmpty() ? null : page.get(page.size() - 1);
    }

    PackedItemRows.Counts counts(Attempt attempt) {
        scope.enterSystem();
        return lines.counts(attempt.id().value(), attempt.number());
    }

    /** The next lines, by item. */
    List<PackedItemRows.Line> lines(Attempt attempt, String after) {
        scope.enterSystem();
        return lines.page(attempt.id().value(), attempt.number(), after, PAGE);
    }

    /**
     * Up to which statement an item's record is in the package. Comes after the record was read.
     *
     * @throws JobFailedException if the item has to stay by now
     */
    void packed(Attempt attempt, ItemId item, long seq, Digest head) {
        scope.enterSystem();
        if (!withholdings.among(List.of(item)).isEmpty()) {
            throw new JobFailedException(ProblemCode.SUCCESSION_CHANGED);
        }
        lines.packed(attempt.id().value(), attempt.number(), item.value(), seq, head.toArray());
    }

    /** Whether the keys of the item were destroyed. */
    boolean isErased(ItemId item) {
        scope.enterSystem();
        return !erased.among(List.of(item)).isEmpty();
    }

    /** What was written. */
    record Written(Bytes checkpoint, Digest holdings, Digest protectedPart, Digest bound, List<ExportRows.Part> parts) {
        Written {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The package can be handed over; false if another attempt took over, or it is not wanted any more.
     *
     * @throws JobFailedException if the certificate for which it is encrypted counts no more
     */
    boolean complete(Attempt attempt, Written written) {
        scope.enterSystem();
        SuccessionRows.Succession row = rows.lock(attempt.id().value()).orElseThrow();
        if (!row.state().equals(SuccessionState.EXPORTING.name()) || row.export() != attempt.number()) {
            return false;
        }
        certificate(row);
        PackedItemRows.Counts counts = lines.counts(row.id(), attempt.number());
        exports.complete(
                new ExportRows.Begun(row.id(), attempt.number(), row.owner(), attempt.folder(), attempt.at()),
                new ExportRows.Result(
                        counts.going(),
                        counts.items() - counts.going(),
                        written.checkpoint().toArray(),
                        written.holdings().toArray(),
                        written.protectedPart().toArray(),
                        written.bound().toArray(),
                        record.now()),
                written.parts());
        rows.exported(row.id());
        feed.tell(attempt.owner(), Happening.SUCCESSION_EXPORTED, row.id());
        feed.tellRepository(Happening.SUCCESSION_EXPORTED, row.id());
        return true;
    }
}
