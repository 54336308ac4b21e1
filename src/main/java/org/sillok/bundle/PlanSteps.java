package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sillok.bundle.core.Facts;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.custody.PinnedReceipts;
import org.sillok.custody.Receipts;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.evidence.ReadableFile;
import org.sillok.evidence.ReleasedVersions;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.MaterialRef;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;
import org.sillok.vault.VaultException;

/** The transactions of a plan that was made: each short, in the system's scope, and holding nothing when it is over. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class PlanSteps {
    static final int PAGE = 200;
    static final int RECEIPTS = 50;

    /** Of how many bytes the keys are at hand at most before they are read: a key is used soon after it was opened. */
    private static final long AHEAD = 64L << 20;

    /** What a receipt always discloses: which stream, which version, how it came about and when that was recorded. */
    private static final Set<Field> ALWAYS =
            EnumSet.of(Field.STREAM, Field.TYPE, Field.TIME, Field.VERSION, Field.ACTIVITY);

    /** What it discloses of released files, beside their names. */
    private static final Set<Field> OF_FILES = EnumSet.of(Field.SHA256, Field.SHA512, Field.LENGTH, Field.MEDIA_TYPE);

    private final BundleRows bundles;
    private final BundleItemRows rows;
    private final Receipts receipts;
    private final PinnedReceipts making;
    private final ReleasedVersions versions;
    private final Vault vault;
    private final Scope scope;

    PlanSteps(
            BundleRows bundles,
            BundleItemRows rows,
            Receipts receipts,
            PinnedReceipts making,
            ReleasedVersions versions,
            Vault vault,
            Scope scope) {
        this.bundles = bundles;
        this.rows = rows;
        this.receipts = receipts;
        this.making = making;
        this.versions = versions;
        this.vault = vault;
        this.scope = scope;
    }

    /** The head of a plan, and its proofs if they are known. */
    record Opened(PlanHead head, Optional<Pin> pin, int items) {}

    Opened open(BundleId id) {
        scope.enterSystem();
        SealedPlan sealed = plan(id, bundles.plan(id.value()));
        SubjectKeys keys = vault.keysOf(id.value());
        Integer items = bundles.find(id.value()).map(BundleRows.Bundle::items).orElseThrow(() -> gone(id));
        return new Opened(sealed.head(vault, keys), sealed.pin(vault, keys), items);
    }

    Optional<Pin> pin(BundleId id) {
        scope.enterSystem();
        return plan(id, bundles.plan(id.value())).pin(vault, vault.keysOf(id.value()));
    }

    /** Keeps the proofs unless some are kept already; those that count. */
    Pin pin(BundleId id, Pin chosen) {
        scope.enterSystem();
        SubjectKeys keys = vault.keysOf(id.value());
        SealedPlan sealed = plan(id, bundles.holdPlan(id.value()));
        Optional<Pin> known = sealed.pin(vault, keys);
        if (known.isEmpty()) {
            bundles.complete(id.value(), sealed.with(vault, keys, chosen).toBytes());
        }
        return known.orElse(chosen);
    }

    private static SealedPlan plan(BundleId id, Optional<byte[]> row) {
        return row.map(SealedPlan::ofBytes).orElseThrow(() -> gone(id));
    }

    /** Nobody planned it yet, or it has ended meanwhile. */
    private static IllegalStateException gone(BundleId id) {
        return new IllegalStateException("there is no plan of " + id);
    }

    /** The leaves of the statements of a page of items, and the last item's number; empty after the last item. */
    Leaves leaves(BundleId id, int after) {
        scope.enterSystem();
        SubjectKeys keys = vault.keysOf(id.value());
        List<BundleItemRows.Item> page = rows.after(id.value(), after, PAGE);
        Set<Digest> statements = new HashSet<>();
        page.forEach(row -> statements.add(item(id, keys, row).statement()));
        Set<Digest> leaves = new HashSet<>();
        if (!statements.isEmpty()) {
            Collection<Digest> found = receipts.leafHashes(statements).values();
            if (found.size() != statements.size()) {
                throw new IllegalStateException("a statement about something in " + id + " is gone: run an audit");
            }
            leaves.addAll(found);
        }
        return new Leaves(
                leaves, page.isEmpty() ? after : page.get(page.size() - 1).number());
    }

    record Leaves(Set<Digest> leaves, int last) {}

    /** Makes the receipts of some items that have none; the number to go on with, or -1 if there are no more items. */
    int receipts(BundleId id, Pin pin, int from) {
        scope.enterSystem();
        SubjectKeys keys = vault.keysOf(id.value());
        Receipts.Pinned pinned = receipts.pinned(pin.proofs().checkpoint(), pin.times());
        List<BundleItemRows.Item> some = rows.after(id.value(), from - 1, RECEIPTS);
        List<BundleItemRows.Item> lacking =
                some.stream().filter(row -> row.facts() == null).toList();
        List<Optional<Receipt>> written =
                making.make(lacking.stream().map(row -> wanted(id, keys, row)).toList(), pinned);
        List<BundleItemRows.Receipt> made = new ArrayList<>();
        for (int i = 0; i < lacking.size(); i++) {
            int number = lacking.get(i).number();
            Bytes receipt = written.get(i)
                    .map(Receipt::write)
                    .orElseThrow(() -> new IllegalStateException(
                            "the checkpoint of " + id + " does not cover a statement about something in it"));
            made.add(new BundleItemRows.Receipt(
                    number,
                    vault.seal(keys, KeyUse.CONTENT, receiptContext(number), receipt.toArray()),
                    vault.seal(keys, KeyUse.CONTENT, factsContext(number), ItemPlan.write(Facts.of(receipt)))));
        }
        rows.keep(id.value(), made);
        return some.size() < RECEIPTS ? -1 : some.get(some.size() - 1).number() + 1;
    }

    private PinnedReceipts.Wanted wanted(BundleId id, SubjectKeys keys, BundleItemRows.Item row) {
        ItemPlan plan = item(id, keys, row);
        return new PinnedReceipts.Wanted(
                StreamRef.item(new ItemId(row.item()), new PartyId(row.holder())),
                plan.statement(),
                name -> isTold(plan, name));
    }

    /** Never who did it, which item it is, what it was made from, where it is stored, or digests of what is not here. */
    private static boolean isTold(ItemPlan plan, DisclosureName name) {
        if (ALWAYS.contains(name.field())) {
            return true;
        }
        return plan.files().stream()
                .filter(file -> file.number() == name.file())
                .anyMatch(file -> OF_FILES.contains(name.field())
                        || (name.field() == Field.FILE_NAME
                                && file.originalName().isPresent()));
    }

    /**
     * Some items in the order of their numbers, all with their receipts.
     *
     * @param length of what is kept of them, in bytes
     */
    record Page(List<PlannedItem> items, long length) {
        Page {
            items = List.copyOf(items);
        }
    }

    /** A page of items after a number; the last one is shorter than {@link #PAGE}. */
    Page page(BundleId id, int after) {
        scope.enterSystem();
        SubjectKeys keys = vault.keysOf(id.value());
        List<BundleItemRows.Item> some = rows.after(id.value(), after, PAGE);
        return new Page(
                some.stream().map(row -> planned(id, keys, row)).toList(),
                some.stream().mapToLong(PlanSteps::length).sum());
    }

    private static long length(BundleItemRows.Item row) {
        byte[] sealed = row.sealed();
        return sealed == null ? 0 : sealed.length;
    }

    private PlannedItem planned(BundleId id, SubjectKeys keys, BundleItemRows.Item row) {
        ItemPlan plan = item(id, keys, row);
        byte[] sealed = row.facts();
        if (sealed == null) {
            throw new IllegalStateException("the receipts of " + id + " are not all made");
        }
        Facts facts = ItemPlan.facts(vault.open(keys, KeyUse.CONTENT, factsContext(row.number()), sealed));
        return plan.planned(row.number(), row.version(), facts);
    }

    /** The receipts that are kept of some items from a number on, by the numbers of the items. */
    Map<Integer, Bytes> kept(BundleId id, int from) {
        scope.enterSystem();
        SubjectKeys keys = vault.keysOf(id.value());
        Map<Integer, Bytes> opened = new HashMap<>();
        for (BundleItemRows.Kept one : rows.receipts(id.value(), from, RECEIPTS)) {
            try {
                opened.put(
                        one.number(),
                        Bytes.of(vault.open(keys, KeyUse.CONTENT, receiptContext(one.number()), one.receipt())));
            } catch (VaultException e) {
                // Said of the one that does not open, when its turn comes.
                if (one.number() == from) {
                    throw e;
                }
                break;
            }
        }
        return opened;
    }

    /** Which file of which item. */
    record Place(int item, int file) {}

    /** The files of an item and of some after it, with their keys. */
    Map<Place, ReadableFile> files(BundleId id, int from) {
        scope.enterSystem();
        List<BundleItemRows.Item> some = rows.after(id.value(), from - 1, RECEIPTS);
        Map<MaterialRef, List<ReadableFile>> readable = versions.readable(
                some.stream()
                        .map(row -> new ReleasedVersions.Owned(version(row), new PartyId(row.holder())))
                        .toList(),
                AHEAD);
        Map<Place, ReadableFile> files = new HashMap<>();
        for (BundleItemRows.Item row : some) {
            readable.getOrDefault(version(row), List.of())
                    .forEach(file ->
                            files.put(new Place(row.number(), file.file().number()), file));
        }
        return files;
    }

    private static MaterialRef version(BundleItemRows.Item row) {
        return new MaterialRef(new ItemId(row.item()), row.version());
    }

    void forget(BundleId id) {
        scope.enterSystem();
        rows.forget(id.value());
    }

    private ItemPlan item(BundleId id, SubjectKeys keys, BundleItemRows.Item row) {
        byte[] sealed = row.sealed();
        if (sealed == null) {
            throw gone(id);
        }
        return ItemPlan.ofBytes(vault.open(keys, KeyUse.CONTENT, itemContext(row.number()), sealed));
    }

    static String itemContext(int number) {
        return "bundle/item/" + number;
    }

    private static String receiptContext(int number) {
        return "bundle/receipt/" + number;
    }

    private static String factsContext(int number) {
        return "bundle/facts/" + number;
    }
}
