package org.sillok.monitor;

import java.util.ArrayList;
import java.util.List;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.Tile;
import org.sillok.log.core.TileName;

/**
 * Extends a verified tree to a later size by reading every new tile, on all levels. What a tile repeats from before
 * must be what was verified then; what it says about tiles below must be what they hash to. The result is worth nothing
 * until its root is compared with a signed one. Memory does not grow with the tree.
 */
final class TreeFollower {
    /** How many leaves lie between two places where work can be taken up again. */
    static final long STEP = (long) TileName.FULL * TileName.FULL;

    /** Is told a tree from which to go on after an interruption. */
    interface Progress {
        void reached(Frontier tree) throws StateFiles.UnusableException;
    }

    private final LogSource source;
    private final Frontier from;
    private final List<Level> levels = new ArrayList<>();

    private TreeFollower(LogSource source, Frontier from) {
        this.source = source;
        this.from = from;
    }

    /** New hashes of one level that are not in a verified tile yet. */
    private static final class Level {
        private long next;
        private final List<Digest> pending = new ArrayList<>();

        private Level(long next) {
            this.next = next;
        }
    }

    static Frontier follow(LogSource source, Frontier from, long to, Progress progress)
            throws SourceException, WrongTileException, StateFiles.UnusableException {
        return new TreeFollower(source, from).run(to, progress);
    }

    private Frontier run(long to, Progress progress)
            throws SourceException, WrongTileException, StateFiles.UnusableException {
        Frontier tree = from;
        while (tree.size() < to) {
            long index = tree.size() / TileName.FULL;
            int known = (int) (tree.size() % TileName.FULL);
            int width = (int) Math.min(TileName.FULL, to - index * TileName.FULL);
            Tile tile = fetch(0, index, width);
            checkKnown(tile, known);
            tree = tree.extend(tile.hashes().subList(known, width));
            if (width == TileName.FULL) {
                add(1, tile.node(8, 0));
            }
            if (tree.size() % STEP == 0) {
                progress.reached(tree);
            }
        }
        for (int level = 1; level <= levels.size(); level++) {
            flush(level);
        }
        return tree;
    }

    private void add(int level, Digest hash) throws SourceException, WrongTileException {
        Level at = level(level);
        at.pending.add(hash);
        if ((at.next + at.pending.size()) % TileName.FULL == 0) {
            flush(level);
        }
    }

    /** Compares what was computed with the tile that says it. */
    private void flush(int level) throws SourceException, WrongTileException {
        Level at = level(level);
        if (at.pending.isEmpty()) {
            return;
        }
        int known = (int) (at.next % TileName.FULL);
        int width = known + at.pending.size();
        Tile tile = fetch(level, at.next / TileName.FULL, width);
        checkKnown(tile, known);
        if (!tile.hashes().subList(known, width).equals(at.pending)) {
            throw new WrongTileException(tile.name().path() + " is not what the tiles below it hash to");
        }
        at.next += at.pending.size();
        at.pending.clear();
        if (width == TileName.FULL) {
            add(level + 1, tile.node(8, 0));
        }
    }

    private Level level(int level) {
        while (levels.size() < level) {
            levels.add(new Level(from.size() >>> (8 * (levels.size() + 1))));
        }
        return levels.get(level - 1);
    }

    /** The first {@code known} hashes of the tile were there before: they hash to the peaks of the verified tree. */
    private void checkKnown(Tile tile, int known) throws WrongTileException {
        if (known == 0) {
            return;
        }
        int level = tile.name().level();
        int first = Long.bitCount(from.size() >>> (8 * (level + 1)));
        List<Digest> peaks = from.peaks().subList(first, first + Integer.bitCount(known));
        if (!Frontier.EMPTY.extend(tile.hashes().subList(0, known)).peaks().equals(peaks)) {
            throw new WrongTileException(tile.name().path() + " repeats other hashes than were verified before");
        }
    }

    private Tile fetch(int level, long index, int width) throws SourceException, WrongTileException {
        TileName.Hashes name = new TileName.Hashes(level, index, width);
        try {
            return Tile.parse(name, source.tile(name));
        } catch (InvalidEntryException e) {
            throw new WrongTileException(name.path() + " is malformed");
        }
    }
}
