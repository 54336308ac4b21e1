package org.sillok.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.Tile;
import org.sillok.log.core.TileName;

/** Computes the tiles above level 0 anew and compares them with those that are stored, holding one tile per level. */
final class UpperTiles {
    private final String origin;
    private final long size;
    private final TreeCheck.Reader reader;
    private final Findings findings;
    private final List<Level> levels = new ArrayList<>();
    private TileName.@Nullable Hashes cachedName;
    private Optional<Tile> cached = Optional.empty();

    /** The tile of one level that is being filled. A hash that cannot be known leaves the tile uncompared. */
    private static final class Level {
        private long index;
        private final List<Optional<Digest>> hashes = new ArrayList<>();
    }

    UpperTiles(String origin, long size, TreeCheck.Reader reader, Findings findings) {
        this.origin = origin;
        this.size = size;
        this.reader = reader;
        this.findings = findings;
    }

    /** What the stored tile of level 1 says of a full bundle; empty if there is no such tile. */
    Optional<Digest> stored(long bundle) {
        return TileName.Hashes.in(size, 1, bundle / TileName.FULL)
                .flatMap(this::tile)
                .map(tile -> tile.hashes().get((int) (bundle % TileName.FULL)));
    }

    /** The hash of the next full bundle, if it can be known. */
    void add(Optional<Digest> subtree) {
        add(1, subtree);
    }

    private void add(int level, Optional<Digest> hash) {
        while (levels.size() < level) {
            levels.add(new Level());
        }
        Level filling = levels.get(level - 1);
        filling.hashes.add(hash);
        if (filling.hashes.size() == TileName.FULL) {
            compare(level, filling);
            Optional<Digest> above =
                    known(filling).map(all -> Frontier.EMPTY.extend(all).root());
            filling.index++;
            filling.hashes.clear();
            add(level + 1, above);
        }
    }

    /** Compares the tiles at the right edge. */
    void finish() {
        for (int level = 1; level <= levels.size(); level++) {
            Level filling = levels.get(level - 1);
            if (!filling.hashes.isEmpty()) {
                compare(level, filling);
            }
        }
    }

    private void compare(int level, Level filled) {
        TileName.Hashes name = new TileName.Hashes(level, filled.index, filled.hashes.size());
        Place place = Place.object("log/" + origin + "/" + name.path());
        Optional<Bytes> bytes = reader.read(name.path());
        if (bytes.isEmpty()) {
            findings.add(FindingCode.TILE_MISSING, place, "there is no such object");
            return;
        }
        Optional<Tile> tile = parse(name, bytes.get());
        if (tile.isEmpty()) {
            findings.add(FindingCode.TILE_ALTERED, place, "it does not have the form of one");
            return;
        }
        for (int i = 0; i < filled.hashes.size(); i++) {
            Digest stored = tile.get().hashes().get(i);
            if (filled.hashes.get(i).filter(hash -> !hash.equals(stored)).isPresent()) {
                findings.add(FindingCode.TILE_ALTERED, place, "its hash " + i + " is not that of the tile below");
                return;
            }
        }
    }

    private static Optional<List<Digest>> known(Level level) {
        List<Digest> known = level.hashes.stream().flatMap(Optional::stream).toList();
        return known.size() == level.hashes.size() ? Optional.of(known) : Optional.empty();
    }

    private Optional<Tile> tile(TileName.Hashes name) {
        if (!name.equals(cachedName)) {
            cached = reader.read(name.path()).flatMap(bytes -> parse(name, bytes));
            cachedName = name;
        }
        return cached;
    }

    private static Optional<Tile> parse(TileName.Hashes name, Bytes bytes) {
        try {
            return Optional.of(Tile.parse(name, bytes.toArray()));
        } catch (InvalidEntryException e) {
            return Optional.empty();
        }
    }
}
