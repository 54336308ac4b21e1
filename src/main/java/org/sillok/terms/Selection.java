package org.sillok.terms;

import java.util.Set;

/**
 * Which values of a dimension a term is about: all, or those named, without those excepted. "All" has to be said; a
 * selection that names nothing selects nothing.
 */
public record Selection<T>(boolean all, Set<T> only, Set<T> except) {
    public Selection {
        only = Set.copyOf(only);
        except = Set.copyOf(except);
        if (all && !only.isEmpty()) {
            throw new IllegalArgumentException("all, or those named");
        }
    }

    public static <T> Selection<T> any() {
        return new Selection<>(true, Set.of(), Set.of());
    }

    public static <T> Selection<T> only(Set<T> values) {
        return new Selection<>(false, values, Set.of());
    }

    public static <T> Selection<T> anyExcept(Set<T> values) {
        return new Selection<>(true, Set.of(), values);
    }

    public boolean has(T value) {
        return (all || only.contains(value)) && !except.contains(value);
    }

    /** Whether it says nothing at all about its dimension. */
    public boolean isUnrestricted() {
        return all && except.isEmpty();
    }
}
