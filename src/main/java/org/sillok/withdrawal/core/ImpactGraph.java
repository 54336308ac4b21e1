package org.sillok.withdrawal.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.terms.MaterialRef;

/**
 * Where material went: from items to what was made of them, to the bundles in which versions of them left, to who received
 * these, and to whom those say they have passed it on. Each node stands there once, each edge once, and every edge of a graph
 * ends at nodes of it, except that an item may have been made from one that stands on another page.
 */
public record ImpactGraph(List<Node> nodes, List<Edge> edges) {
    public ImpactGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** What a node is, in the order of the way that material takes. */
    public enum Kind {
        ITEM,
        /** An item that is reached because of what it was made from. */
        DERIVATIVE,
        BUNDLE,
        RECIPIENT,
        /** Somebody to whom a recipient says it has passed it on. */
        ONWARD
    }

    /**
     * Something or somebody that has it.
     *
     * @param title what it is called; null if it has no name, or the caller may not know it
     * @param name of somebody who is not on record, as a recipient wrote it; null otherwise
     * @param state of a bundle; null for others
     * @param at when a bundle was delivered, or something was passed on; null if it was not, and for others
     */
    public record Node(
            Kind kind,
            String id,
            @Nullable Multilingual title,
            @Nullable String name,
            @Nullable String state,
            @Nullable Instant at) {}

    /** That it went from one to the other, by the ids of two nodes; {@code version} of an item that is in a bundle, else null. */
    public record Edge(String from, String to, @Nullable Integer version) {}

    /** An item that is reached; {@code parents} are those of the items reached from which it was made. */
    public record Item(ItemId id, boolean derived, List<ItemId> parents) {
        public Item {
            parents = List.copyOf(parents);
        }
    }

    /** A bundle in which something left. */
    public record Bundle(
            BundleId id,
            PartyId recipient,
            String state,
            @Nullable Instant deliveredAt) {}

    /**
     * A report that something was passed on.
     *
     * @param receivedBy null if it is not an organisation on record
     * @param name null if it is one
     */
    public record Onward(
            OnwardId id,
            BundleId bundle,
            @Nullable PartyId receivedBy,
            @Nullable String name,
            Instant at) {}

    /**
     * Puts a graph together.
     *
     * @param left which versions of the items left in which bundle
     * @param bundles those in which they left
     * @param onward what of these bundles is said to have been passed on
     * @param titles what items are called, as far as that may be known
     * @param names what organisations are called
     */
    public static ImpactGraph of(
            List<Item> items,
            Map<BundleId, Set<MaterialRef>> left,
            List<Bundle> bundles,
            List<Onward> onward,
            Function<ItemId, @Nullable Multilingual> titles,
            Function<PartyId, @Nullable Multilingual> names) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        Set<Edge> seen = new HashSet<>();
        List<Edge> edges = new ArrayList<>();
        for (Item item : items) {
            put(
                    nodes,
                    new Node(
                            item.derived() ? Kind.DERIVATIVE : Kind.ITEM,
                            item.id().value(),
                            titles.apply(item.id()),
                            null,
                            null,
                            null));
            item.parents()
                    .forEach(
                            parent -> add(edges, seen, parent.value(), item.id().value(), null));
        }
        for (Bundle bundle : bundles) {
            put(nodes, new Node(Kind.BUNDLE, bundle.id().value(), null, null, bundle.state(), bundle.deliveredAt()));
            left.getOrDefault(bundle.id(), Set.of()).stream()
                    .sorted()
                    .forEach(version ->
                            add(edges, seen, version.item().value(), bundle.id().value(), version.version()));
        }
        for (Bundle bundle : bundles) {
            String recipient = bundle.recipient().value();
            put(nodes, new Node(Kind.RECIPIENT, recipient, names.apply(bundle.recipient()), null, null, null));
            add(edges, seen, bundle.id().value(), recipient, null);
        }
        Map<BundleId, PartyId> recipients = new LinkedHashMap<>();
        bundles.forEach(bundle -> recipients.put(bundle.id(), bundle.recipient()));
        for (Onward one : onward) {
            PartyId from = recipients.get(one.bundle());
            if (from != null) {
                PartyId to = one.receivedBy();
                put(
                        nodes,
                        new Node(
                                Kind.ONWARD,
                                one.id().value(),
                                to == null ? null : names.apply(to),
                                one.name(),
                                null,
                                one.at()));
                add(edges, seen, from.value(), one.id().value(), null);
            }
        }
        return new ImpactGraph(List.copyOf(nodes.values()), edges);
    }

    /** The nodes of one kind, in their order. */
    public List<Node> nodes(Kind kind) {
        return nodes.stream().filter(node -> node.kind() == kind).toList();
    }

    private static void put(Map<String, Node> nodes, Node node) {
        nodes.putIfAbsent(node.id(), node);
    }

    private static void add(List<Edge> edges, Set<Edge> seen, String from, String to, @Nullable Integer version) {
        Edge edge = new Edge(from, to, version);
        if (seen.add(edge)) {
            edges.add(edge);
        }
    }
}
