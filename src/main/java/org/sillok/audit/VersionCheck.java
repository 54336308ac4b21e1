package org.sillok.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.crypto.Sha2;
import org.sillok.custody.RecordedFile;
import org.sillok.evidence.ItemInspection;
import org.sillok.evidence.StoredItem;
import org.sillok.evidence.core.FileFacts;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.kernel.Bytes;
import org.sillok.vault.StoredObject;
import org.sillok.vault.SubjectKeys;

/** Compares the rows of an item's versions and files with what its statements record. */
final class VersionCheck {
    private final ItemInspection items;
    private final Findings findings;

    VersionCheck(ItemInspection items, Findings findings) {
        this.items = items;
        this.findings = findings;
    }

    void check(ItemAccount account, StoredItem stored, Optional<SubjectKeys> held) {
        Map<Integer, StoredItem.Version> rows = new TreeMap<>();
        stored.versions().forEach(row -> rows.put(row.number(), row));
        for (RecordedVersion recorded : account.versions().values()) {
            Place place = Place.version(stored.id(), recorded.number());
            StoredItem.Version row = rows.remove(recorded.number());
            if (row == null) {
                findings.add(FindingCode.VERSION_MISSING, place, "its row is gone");
            } else {
                checkVersion(account, recorded, row, stored, held, place);
            }
            checkFiles(account, recorded, stored, held);
        }
        if (account.isComplete()) {
            rows.keySet()
                    .forEach(number -> findings.add(
                            FindingCode.VERSION_UNRECORDED,
                            Place.version(stored.id(), number),
                            "no statement of the item records it"));
            Set<Integer> known = account.versions().keySet();
            stored.files().stream()
                    .filter(file -> !known.contains(file.version()))
                    .forEach(file -> findings.add(
                            FindingCode.FILE_UNRECORDED,
                            Place.file(stored.id(), file.version(), file.number()),
                            "no statement of the item records its version"));
            stored.parents().stream()
                    .map(StoredItem.Parent::version)
                    .filter(version -> !known.contains(version))
                    .distinct()
                    .forEach(version -> findings.add(
                            FindingCode.VERSION_UNRECORDED,
                            Place.version(stored.id(), version),
                            "no statement of the item records it"));
        }
    }

    private void checkVersion(
            ItemAccount account,
            RecordedVersion recorded,
            StoredItem.Version row,
            StoredItem stored,
            Optional<SubjectKeys> held,
            Place place) {
        List<String> differences = new ArrayList<>();
        if (!row.activity().equals(recorded.activity())) {
            differences.add("activity");
        }
        if (!row.statement().equals(Bytes.of(recorded.statement().toArray()))) {
            differences.add("statement");
        }
        List<StoredItem.Parent> edges = stored.parents().stream()
                .filter(edge -> edge.version() == recorded.number())
                .toList();
        Set<String> parents = edges.stream()
                .map(edge -> edge.item() + "/" + edge.parentVersion())
                .collect(Collectors.toSet());
        if (!parents.equals(recorded.parents())) {
            differences.add("parents");
        }
        Optional<String> owner = account.owner();
        if (owner.filter(party -> !party.equals(row.owner())
                        || edges.stream().anyMatch(edge -> !edge.owner().equals(party)))
                .isPresent()) {
            differences.add("owner");
        }
        if (!ItemCheck.isSameMoment(row.recordedAt(), recorded.time())) {
            differences.add("time");
        }
        if (held.isPresent()) {
            Optional<Bytes> described = items.open(held.get(), row);
            if (described.isEmpty()) {
                differences.add("sealed part");
            } else if (!isRecorded(described.get(), recorded)) {
                differences.add("language or note");
            }
        }
        if (!differences.isEmpty()) {
            findings.add(FindingCode.VERSION_ALTERED, place, "differing: " + String.join(", ", differences));
        }
    }

    private static boolean isRecorded(Bytes described, RecordedVersion recorded) {
        if (recorded.activity().equals(RecordedVersion.ORIGINAL)) {
            return described.equals(Bytes.of(VersionDescription.original().sealedPart()));
        }
        return recorded.description()
                .filter(Sha2.sha256(described).base64Url()::equals)
                .isPresent();
    }

    private void checkFiles(
            ItemAccount account, RecordedVersion recorded, StoredItem stored, Optional<SubjectKeys> held) {
        Map<Integer, StoredItem.File> rows = new TreeMap<>();
        stored.files().stream()
                .filter(file -> file.version() == recorded.number())
                .forEach(file -> rows.put(file.number(), file));
        for (RecordedFile file : recorded.files()) {
            Place place = Place.file(stored.id(), recorded.number(), file.number());
            StoredItem.File row = rows.remove(file.number());
            if (row == null) {
                findings.add(FindingCode.FILE_ROW_MISSING, place, "its row is gone");
            } else {
                checkFile(account, file, row, held, place);
            }
        }
        rows.keySet()
                .forEach(number -> findings.add(
                        FindingCode.FILE_UNRECORDED,
                        Place.file(stored.id(), recorded.number(), number),
                        "the statement of the version records "
                                + recorded.files().size() + " files"));
    }

    private void checkFile(
            ItemAccount account, RecordedFile recorded, StoredItem.File row, Optional<SubjectKeys> held, Place place) {
        List<String> differences = new ArrayList<>();
        if (!row.object().equals(recorded.object())) {
            differences.add("object");
        }
        if (!row.cipherSha256().equals(Bytes.of(recorded.cipherSha256().toArray()))) {
            differences.add("digest of the stored bytes");
        }
        if (row.cipherLength() != StoredObject.lengthOf(recorded.length())) {
            differences.add("length of the stored bytes");
        }
        if (account.owner().filter(owner -> !owner.equals(row.owner())).isPresent()) {
            differences.add("owner");
        }
        if (held.isPresent()) {
            Optional<FileFacts> facts = items.open(held.get(), row);
            if (facts.isEmpty()) {
                differences.add("sealed part");
            } else if (!isRecorded(facts.get(), recorded)) {
                differences.add("name, type, length or digests");
            }
        }
        if (!differences.isEmpty()) {
            findings.add(FindingCode.FILE_ROW_ALTERED, place, "differing: " + String.join(", ", differences));
        }
    }

    private static boolean isRecorded(FileFacts facts, RecordedFile recorded) {
        return facts.name().value().equals(recorded.fileName())
                && facts.mediaType().value().equals(recorded.mediaType())
                && facts.length() == recorded.length()
                && facts.sha256().equals(recorded.sha256())
                && facts.sha512().equals(recorded.sha512());
    }
}
