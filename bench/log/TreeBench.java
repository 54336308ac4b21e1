package org.sillok.log;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InclusionProof;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.Tile;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileTree;
import org.sillok.log.core.TreeExtension;
import org.sillok.storage.FileSystemObjectStore;

/** Proofs from, and re-hashing of, a large tree that is on disk as the service keeps it. */
final class TreeBench {
    private static final int STEP = 65_536;
    private static final int PROOFS = 5_000;

    private final LogStore store;
    private final Path folder;
    private final long leaves;

    TreeBench(Path folder, long leaves) {
        this.folder = folder.resolve("tree");
        this.store = new LogStore(
                new FileSystemObjectStore(this.folder, Clock.systemUTC()), "log-bench.invalid");
        this.leaves = leaves;
    }

    void run() throws Exception {
        Frontier tree = build();
        System.out.println("| what | measured |\n|---|---|");
        proofs(tree);
        rehash(tree);
        rehashEntries();
        sizes();
    }

    /** The n-th leaf hash: anything that cannot be guessed by a compressor. */
    private static Digest leafHash(long n) {
        return Merkle.leafHash(ByteBuffer.allocate(8).putLong(n).array());
    }

    private Frontier build() {
        Frontier tree = Frontier.EMPTY;
        while (tree.size() < leaves) {
            List<Digest> added = new ArrayList<>();
            for (long i = tree.size(); i < Math.min(leaves, tree.size() + STEP); i++) {
                added.add(leafHash(i));
            }
            TreeExtension extension = TreeExtension.of(tree, added, store);
            extension.tiles().forEach(tile -> store.put(tile.name().path(), tile.bytes()));
            tree = extension.frontier();
        }
        return tree;
    }

    private void proofs(Frontier tree) throws Exception {
        Random random = new Random(10);
        long[] nanos = new long[PROOFS];
        int most = 0;
        long all = 0;
        for (int i = 0; i < PROOFS; i++) {
            long index = (long) (random.nextDouble() * leaves);
            AtomicInteger reads = new AtomicInteger();
            long start = System.nanoTime();
            TileTree tiles = new TileTree(leaves, name -> {
                reads.incrementAndGet();
                return store.read(name);
            });
            InclusionProof proof = InclusionProof.of(index, leaves, tree.over(tiles));
            proof.verify(tiles.node(0, index), tree.root());
            nanos[i] = System.nanoTime() - start;
            most = Math.max(most, reads.get());
            all += reads.get();
        }
        Percentiles times = Percentiles.of(nanos);
        System.out.printf(
                Locale.ROOT,
                "| inclusion proof in %,d leaves, built and verified | p50 %.2f ms, p99 %.2f ms; %d tile reads at most, %.2f on average |%n",
                leaves,
                times.millis(0.50),
                times.millis(0.99),
                most,
                all / (double) PROOFS);
    }

    private void rehash(Frontier expected) throws Exception {
        long start = System.nanoTime();
        Frontier tree = Frontier.EMPTY;
        for (long index = 0; index * TileName.FULL < leaves; index++) {
            int width = (int) Math.min(TileName.FULL, leaves - index * TileName.FULL);
            TileName.Hashes name = new TileName.Hashes(0, index, width);
            tree = tree.extend(Tile.parse(name, store.read(name)).hashes());
        }
        report("tree re-hashed from its level 0 tiles", leaves, start);
        if (!tree.equals(expected)) {
            throw new IllegalStateException("another tree came out");
        }
    }

    private void rehashEntries() throws Exception {
        int bundles = (int) Math.min(2_000, leaves / TileName.FULL);
        for (int i = 0; i < bundles; i++) {
            List<Bytes> entries = new ArrayList<>();
            for (int n = 0; n < TileName.FULL; n++) {
                entries.add(BenchLog.entry().leaf());
            }
            store.put(new TileName.Entries(i, TileName.FULL).path(), new EntryBundle(entries).bytes());
        }
        long start = System.nanoTime();
        Frontier tree = Frontier.EMPTY;
        for (int i = 0; i < bundles; i++) {
            byte[] bytes = store.read(new TileName.Entries(i, TileName.FULL).path());
            tree = tree.extend(EntryBundle.parse(TileName.FULL, bytes).entries().stream()
                    .map(entry -> Merkle.leafHash(entry.toArray()))
                    .toList());
        }
        report("tree re-hashed from its entries", (long) bundles * TileName.FULL, start);
    }

    private static void report(String what, long leaves, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "| %s | %,.0f leaves/s |%n", what, leaves / seconds);
    }

    private void sizes() throws Exception {
        LogEntry entry = BenchLog.entry();
        double tiles = 0;
        try (Stream<Path> files = Files.walk(folder.resolve("log/log-bench.invalid/tile"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/entries/") && !path.toString().contains(".p"))
                    .toList()) {
                tiles += Files.size(file);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| bytes of one event in the object store | %.1f in full tiles, %d in its entry bundle, about %d in its record |%n",
                tiles / leaves,
                entry.leaf().length() + 2,
                BenchLog.RECORD_BYTES);
    }
}
