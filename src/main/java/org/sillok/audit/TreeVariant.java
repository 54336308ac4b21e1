package org.sillok.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.TileName;

/**
 * A tree put together from one choice of what is stored. Grows by full subtrees of 256 leaves, and at last by the
 * remaining leaves; remembers the roots at the sizes that somebody claims to know.
 */
final class TreeVariant {
    private final Set<Long> sizes;
    private final Map<Long, Digest> roots = new HashMap<>();
    // The subtrees of 256 leaves are the leaves of this smaller tree, whose peaks are peaks of the whole.
    private @Nullable Frontier subtrees = Frontier.EMPTY;

    TreeVariant(Set<Long> sizes) {
        this.sizes = sizes;
        note(0, Frontier.EMPTY);
    }

    /**
     * The next leaves.
     *
     * @param leaves their hashes, if they are known
     * @param subtree the hash over 256 of them, known at times when they are not
     */
    void add(TreeLeaves next, Optional<List<Digest>> leaves, Optional<Digest> subtree) {
        Frontier before = subtrees;
        if (before == null) {
            return;
        }
        if (leaves.isPresent()) {
            Frontier whole = new Frontier(before.size() * TileName.FULL, before.peaks());
            for (long size : sizes) {
                if (size > next.first() && size <= next.end()) {
                    note(size, whole.extend(leaves.get().subList(0, (int) (size - next.first()))));
                }
            }
        }
        if (next.width() == TileName.FULL) {
            subtrees = subtree.map(node -> before.extend(List.of(node))).orElse(null);
            if (leaves.isEmpty() && subtrees != null) {
                note(next.end(), new Frontier(next.end(), subtrees.peaks()));
            }
        }
    }

    private void note(long size, Frontier tree) {
        if (sizes.contains(size)) {
            roots.put(size, tree.root());
        }
    }

    /** The root at {@code size}; empty if what is stored does not suffice to know it. */
    Optional<Digest> root(long size) {
        return Optional.ofNullable(roots.get(size));
    }

    /** Whether the tree has the root that {@code head} claims. */
    boolean fulfils(TreeHead head) {
        return root(head.size()).filter(head.root()::equals).isPresent();
    }
}
