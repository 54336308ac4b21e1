package org.sillok.hold;

import java.util.List;
import java.util.Optional;
import org.sillok.kernel.ItemId;

/**
 * Which items something comes to that has more than one of them: a request, a bundle, a source. Each room says so of its own;
 * whoever holds material does not have to know them. Joins a transaction in the system's scope.
 */
public interface MaterialOf {
    /** How the ids begin that this one knows, for example {@code req}. */
    String prefix();

    /**
     * The items, by id, at most {@code most}; empty if there is no such thing.
     *
     * @param id well-formed, with that prefix
     */
    Optional<List<ItemId>> items(String id, int most);
}
