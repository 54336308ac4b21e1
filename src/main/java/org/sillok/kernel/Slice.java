package org.sillok.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * Some lines of a longer list, and whether there are more after them.
 *
 * @param <T> a line
 */
public record Slice<T>(List<T> items, boolean more) {
    public Slice {
        items = List.copyOf(items);
    }

    /** Cuts what a query for {@code limit + 1} lines returned. */
    public static <T> Slice<T> cut(List<T> lines, int limit) {
        return new Slice<>(lines.subList(0, Math.min(limit, lines.size())), lines.size() > limit);
    }

    public <R> Slice<R> map(Function<? super T, ? extends R> function) {
        return new Slice<>(items.stream().<R>map(function).toList(), more);
    }
}
