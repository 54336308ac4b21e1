package org.sillok.sharing.core;

import java.util.List;
import org.sillok.terms.MaterialRef;

/**
 * A version with all that it was made from, itself first.
 *
 * @param complete whether all of it could be read; otherwise nothing may be concluded from what is there
 */
record Line(List<MaterialRef> versions, boolean complete) {
    Line {
        versions = List.copyOf(versions);
    }
}
