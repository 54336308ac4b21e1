package org.sillok.backup.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts tables in an order in which they can be filled: what is referred to comes first. */
public final class TableOrder {
    private TableOrder() {}

    /**
     * The names in order, and the same order for the same tables.
     *
     * @param references which tables each table refers to; itself and tables that are not in {@code names} do not count
     * @throws IllegalStateException if tables refer to each other in a circle
     */
    public static List<String> of(Set<String> names, Map<String, Set<String>> references) {
        List<String> ordered = new ArrayList<>();
        Set<String> left = new TreeSet<>(names);
        while (!left.isEmpty()) {
            List<String> free = left.stream()
                    .filter(name -> {
                        Set<String> waitsFor = new HashSet<>(references.getOrDefault(name, Set.of()));
                        waitsFor.retainAll(left);
                        waitsFor.remove(name);
                        return waitsFor.isEmpty();
                    })
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("these tables refer to each other in a circle: " + left);
            }
            ordered.addAll(free);
            free.forEach(left::remove);
        }
        return ordered;
    }
}
