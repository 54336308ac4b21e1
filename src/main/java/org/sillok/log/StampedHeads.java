package org.sillok.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sillok.kernel.Bytes;

/**
 * The checkpoints that were time-stamped, as they are archived beside their tokens: write-once, so they stay when the copy of
 * the newest checkpoint is set back. Finding the newest costs one listing of the archive.
 */
record StampedHeads(LogStore store) implements ForeignHeads {
    private static final String FOLDER = "time/";
    private static final Pattern NOTE = Pattern.compile("time/[0-9]{18}/checkpoint");
    private static final int NEWEST = 3;

    @Override
    public String place() {
        return "time-stamped checkpoint";
    }

    @Override
    public List<Bytes> notes() {
        Deque<String> newest = new ArrayDeque<>();
        try (Stream<String> paths = store.list(FOLDER)) {
            // The sizes in the names have one width, so the order of names is the order of sizes.
            for (Iterator<String> each = paths.iterator(); each.hasNext(); ) {
                String path = each.next();
                if (NOTE.matcher(path).matches()) {
                    newest.addLast(path);
                }
                if (newest.size() > NEWEST) {
                    newest.removeFirst();
                }
            }
        }
        return newest.stream().flatMap(path -> store.find(path).stream()).toList();
    }
}
