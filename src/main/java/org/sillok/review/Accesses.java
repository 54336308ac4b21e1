package org.sillok.review;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BoundedPosition;

/**
 * What was found among the statements that were gone through.
 *
 * @param last where to go on; null if there is no more
 */
public record Accesses(List<SeenAccess> found, @Nullable BoundedPosition last) {
    public Accesses {
        found = List.copyOf(found);
    }
}
