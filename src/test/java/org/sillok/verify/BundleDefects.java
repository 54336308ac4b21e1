package org.sillok.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Collects defects of one room. Where a defect is deep, what stands above it is made again. */
abstract class BundleDefects {
    static final String OTHER_BUNDLE = "bdl_" + "a".repeat(26);

    private final List<BundleMutations.Mutation> all = new ArrayList<>();

    List<BundleMutations.Mutation> all() {
        return List.copyOf(all);
    }

    /** Changes the finished archive. */
    void bytes(String name, FindingCode code, UnaryOperator<byte[]> change) {
        all.add(new BundleMutations.Mutation(name, Set.of(code), () -> change.apply(BundleUnderTest.archive())));
    }

    /** Changes how the archive is built. */
    void forged(String name, FindingCode code, Consumer<ZipForge> change) {
        all.add(new BundleMutations.Mutation(name, Set.of(code), () -> {
            ZipForge forge = BundleUnderTest.valid().forge();
            change.accept(forge);
            return forge.write();
        }));
    }

    /** Changes files, and nothing is made again. */
    void raw(String name, FindingCode code, Consumer<BundleUnderTest> change) {
        mutation(name, change, bundle -> {}, code);
    }

    /** Changes the payload manifests; tag manifests and signature are made again. */
    void tagged(String name, FindingCode code, Consumer<BundleUnderTest> change) {
        mutation(name, change, BundleUnderTest::tagManifests, code);
    }

    /** Changes tag manifests; the signature is made again. */
    void signed(String name, FindingCode code, Consumer<BundleUnderTest> change) {
        mutation(name, change, BundleUnderTest::sign, code);
    }

    /** Changes files or {@code bag-info.txt}; all manifests and the signature are made again. */
    void listed(String name, FindingCode code, Consumer<BundleUnderTest> change) {
        mutation(name, change, BundleUnderTest::manifests, code);
    }

    /** Changes the payload; everything that follows from it is made again. */
    void sealed(String name, Consumer<BundleUnderTest> change, FindingCode... codes) {
        mutation(name, change, BundleUnderTest::seal, codes);
    }

    void mutation(
            String name, Consumer<BundleUnderTest> change, Consumer<BundleUnderTest> remake, FindingCode... codes) {
        all.add(new BundleMutations.Mutation(name, Set.of(codes), () -> {
            BundleUnderTest bundle = BundleUnderTest.valid();
            change.accept(bundle);
            remake.accept(bundle);
            return bundle.forge().write();
        }));
    }

    /** What a defect also shows, because the same fact is told in two places. */
    void fixLast(FindingCode... codes) {
        BundleMutations.Mutation last = all.remove(all.size() - 1);
        all.add(new BundleMutations.Mutation(last.name(), Set.of(codes), last.archive()));
    }
}
