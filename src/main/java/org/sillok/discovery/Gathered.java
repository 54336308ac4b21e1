package org.sillok.discovery;

import java.util.List;
import org.sillok.terms.MaterialRef;

/**
 * All that a search among what others deposited shows one by one, for another room to go on with. The ids are not for the eyes
 * of who searched: it knows each item as {@link Findings} names it for its organisation.
 *
 * @param versions in the order of items and versions
 * @param more whether more lines are shown than one search counts; then this is not all
 * @param counted whether there is more that is shown in cells only
 */
public record Gathered(List<MaterialRef> versions, boolean more, boolean counted) {
    public Gathered {
        versions = List.copyOf(versions);
    }
}
