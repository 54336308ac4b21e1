package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.kernel.Digest;

/** All trees of up to {@value #MAX} leaves, with their nodes computed once. */
final class SmallTrees {
    static final int MAX = 130;

    private static final List<Digest> LEAVES =
            NaiveTree.leaves(MAX).stream().map(Merkle::leafHash).toList();
    private static final List<Digest> ROOTS = roots();
    private static final Map<Integer, Map<Long, Digest>> NODES = new HashMap<>();

    private SmallTrees() {}

    private static List<Digest> roots() {
        List<Digest> roots = new ArrayList<>();
        Frontier frontier = Frontier.EMPTY;
        for (Digest leaf : LEAVES) {
            roots.add(frontier.root());
            frontier = frontier.extend(List.of(leaf));
        }
        roots.add(frontier.root());
        return roots;
    }

    static Digest leaf(int index) {
        return LEAVES.get(index);
    }

    static List<Digest> leaves(int size) {
        return LEAVES.subList(0, size);
    }

    static Digest root(int size) {
        return ROOTS.get(size);
    }

    static InclusionProof inclusion(int index, int size) {
        return InclusionProof.of(index, size, nodes(size));
    }

    static ConsistencyProof consistency(int oldSize, int newSize) {
        return ConsistencyProof.of(oldSize, newSize, nodes(newSize));
    }

    static NodeReader nodes(int size) {
        return (level, index) -> {
            assertThat((index + 1) << level).as("asked only for whole subtrees").isLessThanOrEqualTo(size);
            return node(level, index);
        };
    }

    private static Digest node(int level, long index) {
        Map<Long, Digest> nodes = NODES.computeIfAbsent(level, any -> new HashMap<>());
        Digest known = nodes.get(index);
        if (known == null) {
            known = level == 0
                    ? LEAVES.get((int) index)
                    : Merkle.nodeHash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            nodes.put(index, known);
        }
        return known;
    }
}
