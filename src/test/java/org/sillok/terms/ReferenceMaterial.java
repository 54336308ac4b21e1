package org.sillok.terms;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** "What the material is" of docs/consent.md, by walking every way one by one. Exponential on purpose: for small material only. */
final class ReferenceMaterial {
    private final Material material;
    private final boolean broken;

    ReferenceMaterial(Material material) {
        this.material = material;
        this.broken = hasCircleOrLooseEnd();
    }

    boolean isDerivative() {
        return wasMadeFromSomething(material.requested());
    }

    boolean wasMadeFromSomething(MaterialRef version) {
        return material.derivations().stream().anyMatch(step -> step.derived().equals(version));
    }

    @Nullable
    Node requested() {
        return material.nodes().stream()
                .filter(node -> node.ref().equals(material.requested()))
                .findFirst()
                .orElse(null);
    }

    boolean isBroken() {
        return broken;
    }

    /** A circle, a step to a version that is not there, or a version that leads nowhere. */
    private boolean hasCircleOrLooseEnd() {
        Set<MaterialRef> there = new HashSet<>();
        material.nodes().forEach(node -> there.add(node.ref()));
        if (!there.contains(material.requested())) {
            return true;
        }
        for (Derivation step : material.derivations()) {
            boolean circle = !ways(step.derived(), step.parent()).isEmpty();
            if (circle || !there.contains(step.parent()) || !there.contains(step.derived())) {
                return true;
            }
        }
        return there.stream()
                .anyMatch(version -> ways(version, material.requested()).isEmpty());
    }

    /** What had been done, seen from {@code version}. */
    Set<Transformation> done(MaterialRef version) {
        if (broken) {
            return Set.of();
        }
        List<List<Derivation>> before = new ArrayList<>();
        for (Node node : material.nodes()) {
            if (!wasMadeFromSomething(node.ref())) {
                before.addAll(ways(node.ref(), version));
            }
        }
        Set<Transformation> done = onEvery(before);
        done.addAll(onEvery(ways(version, material.requested())));
        return done;
    }

    private static Set<Transformation> onEvery(List<List<Derivation>> ways) {
        Set<Transformation> common = EnumSet.noneOf(Transformation.class);
        for (Transformation transformation : Transformation.values()) {
            boolean everywhere = ways.stream()
                    .allMatch(way ->
                            way.stream().anyMatch(step -> step.transformations().contains(transformation)));
            if (everywhere && !ways.isEmpty()) {
                common.add(transformation);
            }
        }
        return common;
    }

    /** Every way that passes no version twice; from a version to itself that is the one of no steps. */
    private List<List<Derivation>> ways(MaterialRef from, MaterialRef to) {
        List<List<Derivation>> found = new ArrayList<>();
        walk(from, to, new ArrayList<>(), new HashSet<>(), found);
        return found;
    }

    private void walk(
            MaterialRef here,
            MaterialRef to,
            List<Derivation> walked,
            Set<MaterialRef> passed,
            List<List<Derivation>> found) {
        if (here.equals(to)) {
            found.add(List.copyOf(walked));
            return;
        }
        if (!passed.add(here)) {
            return;
        }
        for (Derivation step : material.derivations()) {
            if (step.parent().equals(here)) {
                walked.add(step);
                walk(step.derived(), to, walked, passed, found);
                walked.remove(walked.size() - 1);
            }
        }
        passed.remove(here);
    }
}
