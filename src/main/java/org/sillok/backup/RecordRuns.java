package org.sillok.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which entries the runs of records cover. Runs may overlap, where a leader was cut off; none may be missing. Neighbours are
 * joined as they come, so memory grows with the folders of a thousand numbers and not with the runs.
 */
final class RecordRuns {
    private record Stretch(long first, long end) {}

    private final List<Stretch> stretches = new ArrayList<>();

    void add(long first, long end) {
        int last = stretches.size() - 1;
        if (last >= 0
                && first >= stretches.get(last).first()
                && first <= stretches.get(last).end()) {
            Stretch before = stretches.get(last);
            stretches.set(last, new Stretch(before.first(), Math.max(before.end(), end)));
        } else {
            stretches.add(new Stretch(first, end));
        }
    }

    /** The first of {@code size} entries that no run covers. */
    OptionalLong gap(long size) {
        stretches.sort(Comparator.comparingLong(Stretch::first));
        long covered = 0;
        for (Stretch each : stretches) {
            if (each.first() > covered) {
                break;
            }
            covered = Math.max(covered, each.end());
        }
        return covered < size ? OptionalLong.of(covered) : OptionalLong.empty();
    }
}
