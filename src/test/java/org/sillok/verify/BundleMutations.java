package org.sillok.verify;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Defective bundles, each made from the one valid bundle by one defect and named after it. Where a defect is deep, what
 * stands above it is made again with the sample's keys, so that only the check that is meant can find it.
 */
final class BundleMutations {
    /** A defect: its name, what must be found, and the archive that has it. */
    record Mutation(String name, Set<FindingCode> findings, Supplier<byte[]> archive) {
        @Override
        public String toString() {
            return name;
        }
    }

    private BundleMutations() {}

    static List<Mutation> all() {
        return Stream.of(
                        new ArchiveDefects(),
                        new EntryDefects(),
                        new ManifestDefects(),
                        new ProofDefects(),
                        new ReceiptDefects(),
                        new DecisionDefects(),
                        new DocumentDefects())
                .flatMap(room -> room.all().stream())
                .toList();
    }
}
