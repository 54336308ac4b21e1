package org.sillok.terms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How what is asked for was made. For each version: what had been done to the material on <em>every</em> way on which it
 * came from its originals to that version and on to the one that is asked for. What was left out on one way was not done.
 */
final class Ancestry {
    private final Map<MaterialRef, List<Derivation>> byParent;
    private final Map<MaterialRef, List<Derivation>> byDerived;
    private final Map<MaterialRef, Set<Transformation>> done = new HashMap<>();
    private final boolean broken;

    Ancestry(Material material) {
        byParent = material.byParent();
        byDerived = material.byDerived();
        List<MaterialRef> order = parentsFirst(material);
        broken = order.size() != material.nodes().size() || !isComplete(material);
        if (broken) {
            return;
        }
        Map<MaterialRef, Set<Transformation>> before = new HashMap<>();
        for (MaterialRef ref : order) {
            before.put(ref, onEveryWay(byDerived.get(ref), Derivation::parent, before));
        }
        Collections.reverse(order);
        Map<MaterialRef, Set<Transformation>> after = new HashMap<>();
        for (MaterialRef ref : order) {
            boolean requested = ref.equals(material.requested());
            after.put(ref, onEveryWay(requested ? null : byParent.get(ref), Derivation::derived, after));
            Set<Transformation> both = EnumSet.noneOf(Transformation.class);
            both.addAll(before.getOrDefault(ref, Set.of()));
            both.addAll(after.getOrDefault(ref, Set.of()));
            done.put(ref, both);
        }
    }

    /** Whether there is a circle, or a step from or to something that is not there. */
    boolean isBroken() {
        return broken;
    }

    /** Whether it was made from nothing else. */
    boolean isOriginal(MaterialRef ref) {
        return !byDerived.containsKey(ref);
    }

    Set<Transformation> doneTo(MaterialRef ref) {
        return done.getOrDefault(ref, Set.of());
    }

    private static Set<Transformation> onEveryWay(
            @Nullable List<Derivation> steps,
            Function<Derivation, MaterialRef> next,
            Map<MaterialRef, Set<Transformation>> known) {
        if (steps == null) {
            return Set.of();
        }
        Set<Transformation> every = EnumSet.allOf(Transformation.class);
        for (Derivation step : steps) {
            Set<Transformation> way = EnumSet.noneOf(Transformation.class);
            way.addAll(step.transformations());
            way.addAll(known.getOrDefault(next.apply(step), Set.of()));
            every.retainAll(way);
        }
        return every;
    }

    /** Parents before what was made from them, without recursion: a chain may be long. Stops at a circle. */
    private List<MaterialRef> parentsFirst(Material material) {
        Map<MaterialRef, Integer> open = new HashMap<>();
        Deque<MaterialRef> ready = new ArrayDeque<>();
        for (Node node : material.nodes()) {
            int parents = byDerived.getOrDefault(node.ref(), List.of()).size();
            open.put(node.ref(), parents);
            if (parents == 0) {
                ready.add(node.ref());
            }
        }
        List<MaterialRef> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            MaterialRef ref = ready.remove();
            order.add(ref);
            for (Derivation step : byParent.getOrDefault(ref, List.of())) {
                if (open.merge(step.derived(), -1, Integer::sum) == 0) {
                    ready.add(step.derived());
                }
            }
        }
        return order;
    }

    /** Both ends of every step are there, and every version leads to the one that is asked for. */
    private boolean isComplete(Material material) {
        Map<MaterialRef, Node> nodes = material.byRef();
        boolean ends = material.derivations().stream()
                .allMatch(step -> nodes.containsKey(step.parent()) && nodes.containsKey(step.derived()));
        boolean lead =
                nodes.keySet().stream().allMatch(ref -> ref.equals(material.requested()) || byParent.containsKey(ref));
        return ends && lead && nodes.containsKey(material.requested());
    }
}
