package org.sillok.terms;

import java.util.Set;

/** Which parts of which material a term is about. Names no part: is about nothing. */
public record Scope(Set<Part> parts, Lineage lineage) {
    public static final Scope EVERYTHING = new Scope(Set.of(Part.values()), Lineage.ORIGINAL_AND_DERIVATIVES);

    public Scope {
        parts = Set.copyOf(parts);
    }

    /** Whether it is about a derivative, or about an original. */
    public boolean reaches(boolean derivative) {
        return lineage != (derivative ? Lineage.ORIGINAL_ONLY : Lineage.DERIVATIVES_ONLY);
    }
}
