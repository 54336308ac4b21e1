package org.sillok.discovery;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.discovery.core.Days;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Multilingual;

/**
 * What a search shows.
 *
 * @param next where to go on; null on the last page
 * @param more whether more may be shown than one search counts: narrow it, or go on
 * @param count how many were found, as the caller may know it; null on later pages
 * @param cells what may be known to be there and no more; empty on later pages and if {@code more}
 */
public record Discovery(
        List<Line> lines,
        @Nullable String next,
        boolean more,
        @Nullable String count,
        List<Cell> cells) {
    public Discovery {
        lines = List.copyOf(lines);
        cells = List.copyOf(cells);
    }

    /**
     * One item.
     *
     * @param finding what the caller's organisation calls it; null for its owner, who knows its id
     * @param item its id; null for everybody but its owner
     * @param versions those that may be discovered
     * @param metadata what is said about it; null if its owner's staff may not read that
     * @param title null unless it may be shown
     * @param match how its date lies to the dates sought; null if none were
     */
    public record Line(
            @Nullable String finding,
            @Nullable ItemId item,
            List<Integer> versions,
            @Nullable ItemMetadata metadata,
            @Nullable Multilingual title,
            Days.@Nullable Match match) {
        public Line {
            versions = List.copyOf(versions);
        }
    }

    /** So many of a kind from one year; empty if the year is not one or not known. Never few. */
    public record Cell(String kind, Optional<Integer> year, String count) {}
}
