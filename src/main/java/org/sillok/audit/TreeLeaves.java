package org.sillok.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;

/**
 * What is stored of up to 256 neighbouring entries: the hashes of the entries themselves and those in the tile of level 0.
 * Either may be missing or false.
 */
record TreeLeaves(
        long first,
        int width,
        @Nullable List<Digest> ofEntries,
        @Nullable List<Digest> ofTile) {

    boolean agree() {
        return ofEntries != null && ofEntries.equals(ofTile);
    }

    long end() {
        return first + width;
    }

    /** The hashes that the entry at {@code index} may have: one if both agree, none if nothing is stored. */
    Set<Digest> candidates(long index) {
        int at = (int) (index - first);
        Set<Digest> candidates = new LinkedHashSet<>();
        if (ofEntries != null) {
            candidates.add(ofEntries.get(at));
        }
        if (ofTile != null) {
            candidates.add(ofTile.get(at));
        }
        return candidates;
    }

    /** The entries' hashes, or the tile's where there are no entries. */
    Optional<List<Digest>> entriesFirst() {
        return Optional.ofNullable(ofEntries == null ? ofTile : ofEntries);
    }

    /** The tile's hashes, or the entries' where there is no tile. */
    Optional<List<Digest>> tileFirst() {
        return Optional.ofNullable(ofTile == null ? ofEntries : ofTile);
    }
}
