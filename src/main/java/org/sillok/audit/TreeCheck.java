package org.sillok.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.Tile;
import org.sillok.log.core.TileName;

/**
 * Computes a log's tree anew, from its entries, and compares every tile on the way. Where an entry bundle and its tile
 * contradict each other, the tree is computed both ways, and whichever has the signed roots is right; so the one that was
 * altered is named, and one altered bundle does not hide another.
 */
final class TreeCheck {
    /** Reads a stored object by its path below the log's prefix. */
    interface Reader {
        Optional<Bytes> read(String path);
    }

    /** Bundles in a row that are in the same trouble. {@code right} tells which side the tile above confirms. */
    private record Trouble(long firstBundle, long lastBundle, int lastWidth, Side entries, Side tile, Right right) {}

    private enum Side {
        PRESENT,
        MISSING,
        MALFORMED
    }

    private enum Right {
        ENTRIES,
        TILE,
        UNKNOWN
    }

    private record Loaded(@Nullable List<Digest> hashes, Side side) {}

    private final String origin;
    private final long size;
    private final Reader reader;
    private final Findings findings;
    private final TreeVariant ofEntries;
    private final TreeVariant ofTiles;
    private final TreeVariant mixed;
    private final TreeVariant mixedWithTile;
    private final UpperTiles upper;
    private final List<Trouble> troubles = new ArrayList<>();
    private long next;

    TreeCheck(String origin, long size, List<TreeHead> heads, Reader reader, Findings findings) {
        this.origin = origin;
        this.size = size;
        this.reader = reader;
        this.findings = findings;
        Set<Long> sizes = heads.stream().map(TreeHead::size).collect(Collectors.toUnmodifiableSet());
        this.ofEntries = new TreeVariant(sizes);
        this.ofTiles = new TreeVariant(sizes);
        this.mixed = new TreeVariant(sizes);
        this.mixedWithTile = new TreeVariant(sizes);
        this.upper = new UpperTiles(origin, size, reader, findings);
    }

    boolean hasNext() {
        return next < size;
    }

    /** Reads and checks the next up to 256 leaves. */
    TreeLeaves next() {
        long bundle = next / TileName.FULL;
        int width = (int) Math.min(TileName.FULL, size - next);
        Loaded entries = entries(new TileName.Entries(bundle, width));
        Loaded tile = tile(new TileName.Hashes(0, bundle, width));
        TreeLeaves leaves = new TreeLeaves(next, width, entries.hashes(), tile.hashes());
        next += width;
        if (leaves.agree()) {
            Optional<List<Digest>> hashes = leaves.entriesFirst();
            Optional<Digest> subtree = subtree(hashes);
            List.of(ofEntries, ofTiles, mixed, mixedWithTile).forEach(tree -> tree.add(leaves, hashes, subtree));
            if (width == TileName.FULL) {
                upper.add(subtree);
            }
        } else {
            addContradicting(leaves, bundle, entries.side(), tile.side());
        }
        return leaves;
    }

    private void addContradicting(TreeLeaves leaves, long bundle, Side entriesSide, Side tileSide) {
        Optional<Digest> above = leaves.width() == TileName.FULL ? upper.stored(bundle) : Optional.empty();
        Optional<List<Digest>> entries = leaves.entriesFirst();
        Optional<List<Digest>> tile = leaves.tileFirst();
        Optional<Digest> entriesNode = subtree(entries).or(() -> above);
        Optional<Digest> tileNode = subtree(tile).or(() -> above);
        Right right = Right.UNKNOWN;
        if (above.isPresent() && !entriesNode.equals(tileNode)) {
            right = above.equals(entriesNode) ? Right.ENTRIES : above.equals(tileNode) ? Right.TILE : right;
        }
        ofEntries.add(leaves, entries, entriesNode);
        ofTiles.add(leaves, tile, tileNode);
        boolean tileIsRight = right == Right.TILE;
        mixed.add(leaves, tileIsRight ? tile : entries, tileIsRight ? tileNode : entriesNode);
        boolean entriesAreRight = right == Right.ENTRIES;
        mixedWithTile.add(leaves, entriesAreRight ? entries : tile, entriesAreRight ? entriesNode : tileNode);
        if (leaves.width() == TileName.FULL) {
            upper.add(tileIsRight ? tileNode : entriesNode);
        }
        Trouble trouble = new Trouble(bundle, bundle, leaves.width(), entriesSide, tileSide, right);
        Trouble before = troubles.isEmpty() ? null : troubles.get(troubles.size() - 1);
        // Contradictions are told apart one by one; what is missing or malformed may go on for the rest of the log.
        if (before != null
                && before.lastBundle() + 1 == bundle
                && before.entries() == entriesSide
                && before.tile() == tileSide
                && (entriesSide != Side.PRESENT || tileSide != Side.PRESENT)) {
            troubles.remove(troubles.size() - 1);
            trouble = new Trouble(before.firstBundle(), bundle, leaves.width(), entriesSide, tileSide, right);
        }
        troubles.add(trouble);
    }

    /** Reports what was found, once all leaves are read. */
    void finish(List<TreeHead> heads) {
        upper.finish();
        List<TreeVariant> variants = List.of(ofEntries, ofTiles, mixed, mixedWithTile);
        TreeVariant best = variants.get(0);
        long most = -1;
        for (TreeVariant variant : variants) {
            long fulfilled = heads.stream().filter(variant::fulfils).count();
            if (fulfilled > most) {
                best = variant;
                most = fulfilled;
            }
        }
        for (Trouble trouble : troubles) {
            report(trouble, best, most == heads.size());
        }
        for (TreeHead head : heads) {
            if (best.root(head.size()).isPresent() && !best.fulfils(head)) {
                findings.add(head.code(), head.place(), head.detail());
            }
        }
    }

    private void report(Trouble trouble, TreeVariant best, boolean proven) {
        boolean single = trouble.firstBundle() == trouble.lastBundle();
        reportSide(trouble, single, trouble.entries(), true);
        reportSide(trouble, single, trouble.tile(), false);
        if (trouble.entries() != Side.PRESENT || trouble.tile() != Side.PRESENT) {
            return;
        }
        boolean entriesAreWrong = best == ofTiles
                || trouble.right() == Right.TILE
                || (best == mixedWithTile && trouble.right() == Right.UNKNOWN);
        if (best == ofEntries) {
            entriesAreWrong = false;
        }
        boolean unclear = !proven && trouble.right() == Right.UNKNOWN;
        if (entriesAreWrong || unclear) {
            findings.add(
                    FindingCode.ENTRY_BUNDLE_ALTERED,
                    object(new TileName.Entries(trouble.firstBundle(), trouble.lastWidth())),
                    unclear ? "it and its tile contradict each other" : "the tree has the hashes of its tile");
        }
        if (!entriesAreWrong || unclear) {
            findings.add(
                    FindingCode.TILE_ALTERED,
                    object(new TileName.Hashes(0, trouble.firstBundle(), trouble.lastWidth())),
                    unclear ? "it and its entries contradict each other" : "the tree has the hashes of the entries");
        }
    }

    private void reportSide(Trouble trouble, boolean single, Side side, boolean entries) {
        if (side == Side.PRESENT) {
            return;
        }
        FindingCode code = side == Side.MISSING
                ? (entries ? FindingCode.ENTRY_BUNDLE_MISSING : FindingCode.TILE_MISSING)
                : (entries ? FindingCode.ENTRY_BUNDLE_ALTERED : FindingCode.TILE_ALTERED);
        int width = single ? trouble.lastWidth() : TileName.FULL;
        TileName name = entries
                ? new TileName.Entries(trouble.firstBundle(), width)
                : new TileName.Hashes(0, trouble.firstBundle(), width);
        String detail = side == Side.MISSING ? "there is no such object" : "it does not have the form of one";
        long last = trouble.lastBundle() * TileName.FULL + trouble.lastWidth() - 1;
        findings.add(code, object(name), single ? detail : detail + "; the same holds for all up to entry " + last);
    }

    private Place object(TileName name) {
        return Place.object("log/" + origin + "/" + name.path());
    }

    private static Optional<Digest> subtree(Optional<List<Digest>> leaves) {
        return leaves.filter(hashes -> hashes.size() == TileName.FULL)
                .map(hashes -> Frontier.EMPTY.extend(hashes).root());
    }

    private Loaded entries(TileName.Entries name) {
        Optional<Bytes> bytes = reader.read(name.path());
        if (bytes.isEmpty()) {
            return new Loaded(null, Side.MISSING);
        }
        try {
            List<Digest> hashes = new ArrayList<>(name.width());
            for (Bytes entry :
                    EntryBundle.parse(name.width(), bytes.get().toArray()).entries()) {
                hashes.add(Merkle.leafHash(entry.toArray()));
            }
            return new Loaded(hashes, Side.PRESENT);
        } catch (InvalidEntryException e) {
            return new Loaded(null, Side.MALFORMED);
        }
    }

    private Loaded tile(TileName.Hashes name) {
        Optional<Bytes> bytes = reader.read(name.path());
        if (bytes.isEmpty()) {
            return new Loaded(null, Side.MISSING);
        }
        try {
            return new Loaded(Tile.parse(name, bytes.get().toArray()).hashes(), Side.PRESENT);
        } catch (InvalidEntryException e) {
            return new Loaded(null, Side.MALFORMED);
        }
    }
}
