package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sillok.bundle.core.BundlePlan;
import org.sillok.bundle.core.Contents;
import org.sillok.bundle.core.Items;
import org.sillok.bundle.core.Numbering;
import org.sillok.bundle.core.Proofs;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.custody.Receipts;
import org.sillok.custody.StatementKey;
import org.sillok.evidence.FileContents;
import org.sillok.jobs.JobFailedException;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Randomness;
import org.sillok.log.TransparencyLog;
import org.sillok.problem.ProblemCode;
import org.sillok.request.Sealable;
import org.sillok.terms.MaterialRef;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * What goes into a bundle, decided once and kept sealed until it was written. Nothing goes in that was not asked for,
 * granted, and fit to be told to the recipient; see {@code docs/bundle.md}.
 */
@ApplicationScoped
public class BundlePlans {
    private static final int BATCH = 200;
    private static final int SEED = 32;
    private static final int STEPS = 4;
    private static final Duration PUBLISHED = Duration.ofMinutes(1);

    private final Describing describing;
    private final ItemPlans itemPlans;
    private final PaperDesk papers;
    private final BundleItemRows rows;
    private final PlanSteps steps;
    private final Receipts receipts;
    private final StatementKey statementKey;
    private final TransparencyLog log;
    private final FileContents files;
    private final Vault vault;
    private final Clock clock;
    private final Randomness randomness;

    BundlePlans(
            Describing describing,
            ItemPlans itemPlans,
            PaperDesk papers,
            BundleItemRows rows,
            PlanSteps steps,
            Receipts receipts,
            StatementKey statementKey,
            TransparencyLog log,
            FileContents files,
            Vault vault,
            Clock clock,
            Randomness randomness) {
        this.describing = describing;
        this.itemPlans = itemPlans;
        this.papers = papers;
        this.rows = rows;
        this.steps = steps;
        this.receipts = receipts;
        this.statementKey = statementKey;
        this.log = log;
        this.files = files;
        this.vault = vault;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** A plan that was made, with the bytes that go into the archive. Read outside of transactions. */
    public record OpenPlan(BundlePlan plan, Contents contents) {}

    /**
     * Fixes what goes into the bundle and writes its items' rows; in the transaction that decided, which is in the system's
     * scope. The bundle's keys exist. The number of queries grows with each 200 items, not with each one.
     *
     * @return what the bundle's own row keeps of it
     * @throws JobFailedException with {@link ProblemCode#NOT_SEALABLE} if it cannot be handed over as its terms demand; its
     *     detail says why, and nothing is written
     */
    @Transactional(TxType.MANDATORY)
    public BundleRows.Planned plan(BundleId id, Sealable.Yes sealable, Optional<BundleId> replaces) {
        try {
            return planned(id, sealable, replaces);
        } catch (NotSealableException e) {
            throw new JobFailedException(ProblemCode.NOT_SEALABLE, e.getMessage(), e);
        }
    }

    private BundleRows.Planned planned(BundleId id, Sealable.Yes sealable, Optional<BundleId> replaces) {
        List<Sealable.Granted> granted = sealable.granted();
        if (granted.size() > Items.MAX_COUNT) {
            throw new NotSealableException(
                    "A bundle has at most " + Items.MAX_COUNT + " items. Ask for fewer at once.");
        }
        SubjectKeys keys = vault.keysOf(id.value());
        // Once: what is planned and what is said to be its basis must not come from two looks.
        Map<MaterialRef, Telling> tellings = describing.of(sealable);
        PaperDesk.Written written = papers.write(sealable);
        int[] order = Numbering.order(randomness.bytes(SEED), granted.size());
        Map<MaterialRef, Integer> numbers = new HashMap<>();
        boolean reduced = false;
        for (int from = 0; from < order.length; from += BATCH) {
            List<Sealable.Granted> some = new ArrayList<>();
            for (int i = from; i < Math.min(order.length, from + BATCH); i++) {
                some.add(granted.get(order[i]));
                numbers.put(granted.get(order[i]).version(), i + 1);
            }
            reduced |= add(id, keys, sealable, tellings, some, from + 1);
        }
        FullList list =
                FullList.of(id, sealable, numbers, reduced, randomness.bytes(SEED), randomness.bytes(FullList.SALT));
        PlanHead head = new PlanHead(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                replaces,
                written.cover(),
                list.completeness(),
                written.papers(),
                VerifyPage.text());
        return new BundleRows.Planned(
                SealedPlan.seal(vault, keys, head).toBytes(),
                SealedPlan.sealList(vault, keys, list.salted()),
                granted.size(),
                SealBasis.of(sealable, tellings).toArray());
    }

    private boolean add(
            BundleId id,
            SubjectKeys keys,
            Sealable.Yes sealable,
            Map<MaterialRef, Telling> tellings,
            List<Sealable.Granted> some,
            int first) {
        ItemPlans.Some planned = itemPlans.of(sealable, some, tellings);
        List<BundleItemRows.Item> items = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            MaterialRef version = some.get(i).version();
            items.add(new BundleItemRows.Item(
                    first + i,
                    version.item().value(),
                    version.version(),
                    some.get(i).holder().value(),
                    vault.seal(
                            keys,
                            KeyUse.CONTENT,
                            PlanSteps.itemContext(first + i),
                            planned.plans().get(i).toBytes()),
                    null));
        }
        rows.add(id.value(), items);
        return planned.reduced();
    }

    /**
     * Makes some receipts, in transactions of its own, from item {@code from} (the first is 1). All of a bundle refer to one
     * checkpoint, which the first call chooses, waiting for it if it has to. Harmless when repeated: what was made stays.
     *
     * @return the number to go on with; -1 if all are made
     * @throws JobFailedException with {@link ProblemCode#RECEIPT_NOT_READY} if the log publishes nothing for a minute
     */
    public int receipts(BundleId id, int from) {
        Pin pin = steps.pin(id).orElseGet(() -> steps.pin(id, choose(id)));
        int next = from;
        for (int i = 0; i < STEPS && next > 0; i++) {
            next = steps.receipts(id, pin, next);
        }
        return next;
    }

    /** The newest checkpoint that covers all statements, a stamped one if there is such. */
    private Pin choose(BundleId id) {
        long last = 0;
        int after = 0;
        while (true) {
            PlanSteps.Leaves page = steps.leaves(id, after);
            if (page.leaves().isEmpty()) {
                break;
            }
            last = Math.max(last, receipts.lastIndex(page.leaves(), PUBLISHED).orElseThrow(BundlePlans::notPublished));
            after = page.last();
        }
        Receipts.Pinned pinned = receipts.pin(last, PUBLISHED).orElseThrow(BundlePlans::notPublished);
        return new Pin(
                new Proofs(
                        pinned.checkpoint().note(), Bytes.utf8(log.policy().text()), List.of(statementKey.publicKey())),
                pinned.times());
    }

    private static JobFailedException notPublished() {
        return new JobFailedException(ProblemCode.RECEIPT_NOT_READY);
    }

    /** The plan as it was made, once all receipts are: the same however often it is opened, until it is forgotten. */
    public OpenPlan open(BundleId id) {
        PlanSteps.Opened opened = steps.open(id);
        Proofs proofs = opened.pin()
                .orElseThrow(() -> new IllegalStateException("the receipts of " + id + " are not all made"))
                .proofs();
        return new OpenPlan(
                opened.head()
                        .with(
                                id,
                                new KeptItems(after -> steps.page(id, after), opened.items(), KeptItems.MOST),
                                proofs),
                new KeptContents(steps, files, id));
    }

    /** Drops what was kept of the items for the writing. Harmless when repeated; nothing can be opened after it. */
    public void forget(BundleId id) {
        steps.forget(id);
    }
}
