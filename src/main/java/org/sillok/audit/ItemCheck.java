package org.sillok.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.audit.core.Columns;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.crypto.Sha2;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StoredStream;
import org.sillok.custody.core.StreamKind;
import org.sillok.evidence.ItemInspection;
import org.sillok.evidence.StoredItem;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.MetadataJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.SourceId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;

/** Compares the rows of items with what their statements say. */
final class ItemCheck {
    private static final int PAGE = 512;

    private final ItemInspection items;
    private final CustodyInspection custody;
    private final SubjectKeyCache keys;
    private final Findings findings;
    private final Tally tally;
    private final VersionCheck versions;
    private final DepositorCheck depositors;
    private final Set<String> unsound = new HashSet<>();
    private final Set<String> misfiled = new HashSet<>();

    ItemCheck(ItemInspection items, CustodyInspection custody, SubjectKeyCache keys, Findings findings, Tally tally) {
        this.items = items;
        this.custody = custody;
        this.keys = keys;
        this.findings = findings;
        this.tally = tally;
        this.versions = new VersionCheck(items, findings);
        this.depositors = new DepositorCheck(findings);
    }

    /** Items to whose streams nothing may be added, because that would bury the damage. */
    Set<String> unsound() {
        return Set.copyOf(unsound);
    }

    void check(String stream, ItemAccount account, Optional<StoredStream> row, boolean sound) {
        tally.items++;
        for (long seq : account.unreadable()) {
            findings.add(
                    FindingCode.DISCLOSURE_ALTERED,
                    Place.statement(stream, seq),
                    "its facts lack what a statement of its type says");
        }
        Optional<String> id = account.item().or(() -> row.map(StoredStream::subject));
        if (id.isEmpty()) {
            return;
        }
        String item = id.get();
        boolean filed = row.filter(head -> head.kind().equals(StreamKind.ITEM.name())
                        && head.subject().equals(item))
                .isPresent();
        if (!filed) {
            misfiled.add(item);
        }
        if (!sound || !filed) {
            unsound.add(item);
        }
        StoredItem stored = items.item(item);
        Optional<SubjectKeys> held = keys.of(item).filter(found -> found.holds(KeyUse.CONTENT));
        checkRevisions(account, stored, held);
        if (stored.row().isEmpty()) {
            findings.add(FindingCode.ITEM_MISSING, Place.item(item), "its row is gone");
        } else {
            checkRow(account, stored.row().get(), stored, held);
        }
        versions.check(account, stored, held);
        depositors.check(account, stored);
    }

    private void checkRow(ItemAccount account, StoredItem.Row row, StoredItem stored, Optional<SubjectKeys> held) {
        Place place = Place.item(stored.id());
        List<String> differences = new ArrayList<>();
        if (account.owner().filter(owner -> !owner.equals(row.owner())).isPresent()) {
            differences.add("owner");
        }
        if (account.deposited()
                .filter(time -> !isSameMoment(time, row.depositedAt()))
                .isPresent()) {
            differences.add("time of deposit");
        }
        if (account.isComplete()) {
            if (row.metadataRevision() != account.revisions().size()) {
                differences.add("metadata revision");
            }
            if (row.latestVersion()
                    != account.versions().keySet().stream()
                            .mapToInt(n -> n)
                            .max()
                            .orElse(0)) {
                differences.add("latest version");
            }
            differences.addAll(differencesFromMetadata(row, account, stored, held));
        }
        if (!differences.isEmpty()) {
            findings.add(FindingCode.ITEM_ALTERED, place, "differing columns: " + String.join(", ", differences));
        }
    }

    /** Compares the row's clear columns with the newest metadata, if that is what was recorded. */
    private List<String> differencesFromMetadata(
            StoredItem.Row row, ItemAccount account, StoredItem stored, Optional<SubjectKeys> held) {
        int newest = account.revisions().size();
        Optional<ItemMetadata> metadata = stored.metadata().stream()
                .filter(each -> each.revision() == newest)
                .findFirst()
                .flatMap(each -> held.flatMap(found -> items.open(found, each)))
                .filter(canonical -> Sha2.sha256(canonical)
                        .equals(account.revisions().get(newest - 1).metadata()))
                .map(canonical -> MetadataJson.stored(canonical.toArray()));
        if (metadata.isEmpty()) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        if (!metadata.get().kind().name().equals(row.kind())) {
            differences.add("kind");
        }
        List<String> languages =
                metadata.get().languages().stream().map(LanguageTag::toString).toList();
        if (!languages.equals(row.languages())) {
            differences.add("languages");
        }
        Optional<String> source = Optional.ofNullable(metadata.get().source()).map(SourceId::value);
        if (!source.equals(Optional.ofNullable(row.source()))) {
            differences.add("source");
        }
        return differences;
    }

    private void checkRevisions(ItemAccount account, StoredItem stored, Optional<SubjectKeys> held) {
        Map<Integer, StoredItem.Metadata> rows =
                stored.metadata().stream().collect(Collectors.toMap(StoredItem.Metadata::revision, row -> row));
        List<ItemAccount.Revision> revisions = account.revisions();
        for (int revision = 1; account.isComplete() && revision <= revisions.size(); revision++) {
            Place place = Place.metadata(stored.id(), revision);
            StoredItem.Metadata row = rows.remove(revision);
            if (row == null) {
                findings.add(FindingCode.METADATA_MISSING, place, "its row is gone");
            } else {
                checkRevision(account, revisions.get(revision - 1), row, held, place);
            }
        }
        if (account.isComplete()) {
            rows.keySet().stream()
                    .sorted()
                    .forEach(revision -> findings.add(
                            FindingCode.METADATA_UNRECORDED,
                            Place.metadata(stored.id(), revision),
                            "the item's statements record " + revisions.size() + " revisions"));
        }
    }

    private void checkRevision(
            ItemAccount account,
            ItemAccount.Revision recorded,
            StoredItem.Metadata row,
            Optional<SubjectKeys> held,
            Place place) {
        if (held.isPresent()) {
            Optional<Bytes> canonical = items.open(held.get(), row);
            if (canonical.isEmpty()) {
                findings.add(FindingCode.METADATA_ALTERED, place, "the sealed bytes do not open");
            } else if (!Sha2.sha256(canonical.get()).equals(recorded.metadata())) {
                findings.add(FindingCode.METADATA_ALTERED, place, "it does not have the recorded digest");
            }
        }
        if (account.owner().filter(owner -> !owner.equals(row.owner())).isPresent()
                || !isSameMoment(recorded.time(), row.recordedAt())) {
            findings.add(FindingCode.METADATA_ALTERED, place, "its owner or its time is not the recorded one");
        }
    }

    static boolean isSameMoment(Instant a, Instant b) {
        return Columns.isSameMoment(a, b);
    }

    /** Rows of items that no stream of statements is about. */
    void findUnrecorded() {
        List<String> page = items.itemsAfter("", PAGE);
        while (!page.isEmpty()) {
            Set<String> recorded = custody.streamsOf(StreamKind.ITEM, page).stream()
                    .map(StoredStream::subject)
                    .collect(Collectors.toSet());
            for (String item : page) {
                if (!recorded.contains(item) && !misfiled.contains(item)) {
                    findings.add(FindingCode.ITEM_UNRECORDED, Place.item(item), "it has no stream of statements");
                }
            }
            page = items.itemsAfter(page.get(page.size() - 1), PAGE);
        }
    }
}
