package org.sillok.backup;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sillok.backup.core.LogHead;
import org.sillok.log.core.RecordBundle;
import org.sillok.log.core.TileName;

/**
 * Which of a log's objects belong to its tree at one size: exactly what a store had when the tree was that large. The log
 * goes on while a backup is taken; a store that came back with more than its database would be refused, rightly.
 */
final class LogScope {
    private static final Pattern RECORDS = Pattern.compile("record/((?:x[0-9]{3}/){0,4}[0-9]{3})-([0-9]{1,18})");
    private static final Pattern STAMPED = Pattern.compile("time/([0-9]{18})/.*");
    private static final String CHECKPOINT = "checkpoint";

    private final LogHead head;

    LogScope(LogHead head) {
        this.head = head;
    }

    LogHead head() {
        return head;
    }

    String prefix() {
        return prefix(head.origin());
    }

    static String prefix(String origin) {
        return "log/" + origin + "/";
    }

    /** What keeps a restored log from going on. */
    static String hold(String origin) {
        return prefix(origin) + "hold";
    }

    /** Whether the object with this path below {@link #prefix} is needed. */
    boolean isNeeded(String path) {
        Optional<TileName> tile = TileName.parse(path);
        if (tile.isPresent()) {
            return isNeeded(tile.get());
        }
        Matcher records = RECORDS.matcher(path);
        if (records.matches()) {
            return Long.parseLong(records.group(2)) <= head.size();
        }
        Matcher stamped = STAMPED.matcher(path);
        if (stamped.matches()) {
            return Long.parseLong(stamped.group(1)) <= head.size();
        }
        return !path.equals(CHECKPOINT);
    }

    // Narrower tiles at the edge say nothing that the widest does not.
    private boolean isNeeded(TileName tile) {
        if (tile instanceof TileName.Hashes hashes) {
            return TileName.Hashes.in(head.size(), hashes.level(), hashes.index())
                    .filter(hashes::equals)
                    .isPresent();
        }
        return tile.width() == width(head.size(), tile.index());
    }

    private static long width(long entries, long index) {
        return Math.min(TileName.FULL, entries - index * TileName.FULL);
    }

    /** How many tiles and bundles of entries there must be. */
    long tiles() {
        long tiles = bundles(head.size());
        for (long hashes = head.size(); hashes > 0; hashes /= TileName.FULL) {
            tiles += bundles(hashes);
        }
        return tiles;
    }

    private static long bundles(long hashes) {
        return (hashes + TileName.FULL - 1) / TileName.FULL;
    }

    /** Adds the entries whose records the object with this path has, if it has any. */
    static void addRecords(String path, RecordRuns runs) {
        Matcher records = RECORDS.matcher(path);
        if (records.matches()) {
            runs.add(
                    Long.parseLong(records.group(1).replace("x", "").replace("/", "")),
                    Long.parseLong(records.group(2)));
        }
    }

    /** What a run of records would be called that has all from the entry {@code first} on. */
    String recordsFrom(long first) {
        return prefix() + RecordBundle.path(first, head.size());
    }

    static boolean isTile(String path) {
        return TileName.parse(path).isPresent();
    }

    /** Visits the paths of all of them. */
    void eachTile(Consumer<String> visitor) {
        for (long index = 0; index < bundles(head.size()); index++) {
            visitor.accept(new TileName.Entries(index, (int) width(head.size(), index)).path());
        }
        int level = 0;
        for (long hashes = head.size(); hashes > 0; hashes /= TileName.FULL) {
            for (long index = 0; index < bundles(hashes); index++) {
                visitor.accept(new TileName.Hashes(level, index, (int) width(hashes, index)).path());
            }
            level++;
        }
    }
}
