package org.sillok.bundle.core;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One version of one item, released.
 *
 * @param number its number in this bundle and in no other
 * @param derivation how the version came about, as a code such as {@code TRANSLATION}; empty for an original
 * @param files in the order of their numbers; may be empty, because a statement about an item can be all there is
 * @param receipt facts about the item's receipt
 */
public record PlannedItem(
        int number,
        int version,
        Optional<String> derivation,
        Description description,
        List<PlannedFile> files,
        Facts receipt,
        PlannedDecision decision) {
    public PlannedItem {
        if (number < 1 || number > Items.MAX_COUNT || version < 1) {
            throw new IllegalArgumentException("items and versions are numbered from 1");
        }
        files = List.copyOf(files);
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i - 1).number() >= files.get(i).number()) {
                throw new IllegalArgumentException("files are in the order of their numbers");
            }
        }
    }

    /** What the item is called in the bundle, such as {@code EV-000001}. */
    public String name() {
        return Layout.itemName(number);
    }

    /** The files in the order of their names in the archive, which is not that of their numbers. */
    List<PlannedFile> filesByName() {
        return files.stream()
                .sorted(Comparator.comparing(file -> Layout.file(this, file)))
                .toList();
    }
}
