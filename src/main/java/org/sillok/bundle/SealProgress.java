package org.sillok.bundle;

import java.util.Iterator;
import org.sillok.bundle.core.Items;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.jobs.JobContext;
import org.sillok.json.JsonObject;

/**
 * How far a sealing is, in thousandths. Whoever tells it leaves the work if it was cancelled or taken over, so it is told
 * from within everything that takes long.
 */
final class SealProgress {
    static final String NEXT = "next";

    private static final long ALL = 1_000;
    private static final long PLANNED = 10;
    private static final long RECEIPTS = 250;
    private static final long WRITTEN = 900;

    private final JobContext context;
    private final SealFaults faults;
    private long at;

    SealProgress(JobContext context, SealFaults faults) {
        this.context = context;
        this.faults = faults;
    }

    /** Nothing more is known than that the work goes on. What cannot be told now is told the next time. */
    void goOn() {
        try {
            context.progress(at, ALL);
        } catch (RuntimeException e) {
            if (!faults.passes(e)) {
                throw e;
            }
        }
    }

    /** Receipts below {@code next} are made, of {@code items}: there the next run goes on. */
    void receipts(int next, int items) {
        at = part(PLANNED, RECEIPTS, next - 1L, items);
        context.progress(at, ALL, JsonObject.builder().put(NEXT, next).build());
    }

    void written(long bytes, long expected) {
        at = part(RECEIPTS, WRITTEN, bytes, expected);
        goOn();
    }

    void released(long done, long items) {
        at = part(WRITTEN, ALL - 1, done, items);
        goOn();
    }

    private static long part(long from, long to, long done, long of) {
        return of <= 0 ? to : from + (long) ((to - from) * Math.min(1.0, (double) done / of));
    }

    /** The same items; going through them tells that the work goes on. */
    Items watched(Items items) {
        return new Items() {
            @Override
            public int count() {
                return items.count();
            }

            @Override
            public Iterator<PlannedItem> iterator() {
                Iterator<PlannedItem> all = items.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public PlannedItem next() {
                        goOn();
                        return all.next();
                    }
                };
            }
        };
    }
}
