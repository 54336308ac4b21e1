package org.sillok.terms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked for, with all that it was made from.
 *
 * @param requested the version that is asked for
 * @param nodes that version and every ancestor
 * @param derivations every step between them
 */
public record Material(MaterialRef requested, List<Node> nodes, List<Derivation> derivations) {
    /** Throws {@link IllegalArgumentException} for the same version twice. */
    public Material {
        nodes = List.copyOf(nodes);
        derivations = List.copyOf(derivations);
        if (nodes.stream().map(Node::ref).distinct().count() != nodes.size()) {
            throw new IllegalArgumentException("the same version twice");
        }
    }

    /** Material that was made from nothing else. */
    public static Material original(Node node) {
        return new Material(node.ref(), List.of(node), List.of());
    }

    Map<MaterialRef, Node> byRef() {
        Map<MaterialRef, Node> byRef = new LinkedHashMap<>();
        nodes.forEach(node -> byRef.put(node.ref(), node));
        return byRef;
    }

    Map<MaterialRef, List<Derivation>> byParent() {
        return derivations.stream().collect(Collectors.groupingBy(Derivation::parent));
    }

    Map<MaterialRef, List<Derivation>> byDerived() {
        return derivations.stream().collect(Collectors.groupingBy(Derivation::derived));
    }
}
