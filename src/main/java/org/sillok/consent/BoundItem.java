package org.sillok.consent;

import java.util.List;

/** The bindings of an item, those that were removed included, and what waits for a second person. */
public record BoundItem(List<Bound> bindings, List<Proposal> pending) {
    public BoundItem {
        bindings = List.copyOf(bindings);
        pending = List.copyOf(pending);
    }
}
