package org.sillok.terms;

import java.util.Set;

/**
 * One version was made from another.
 *
 * @param transformations what was done, as approved; what nobody approved is not named
 */
public record Derivation(MaterialRef parent, MaterialRef derived, Set<Transformation> transformations) {
    public Derivation {
        transformations = Set.copyOf(transformations);
    }
}
