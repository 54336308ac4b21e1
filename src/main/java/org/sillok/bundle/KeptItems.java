package org.sillok.bundle;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.sillok.bundle.core.Items;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.kernel.BundleId;

/** The items of a plan, read a page at a time in every pass: at most one page is in memory, and no transaction is open. */
final class KeptItems implements Items {
    private final PlanSteps steps;
    private final BundleId id;
    private final int count;

    KeptItems(PlanSteps steps, BundleId id, int count) {
        this.steps = steps;
        this.id = id;
        this.count = count;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Iterator<PlannedItem> iterator() {
        return new Iterator<>() {
            private List<PlannedItem> page = List.of();
            private int next;
            private int last;
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (next == page.size() && !ended) {
                    page = steps.page(id, last);
                    next = 0;
                    ended = page.size() < PlanSteps.PAGE;
                    last = page.isEmpty() ? last : page.get(page.size() - 1).number();
                }
                return next < page.size();
            }

            @Override
            public PlannedItem next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.get(next++);
            }
        };
    }
}
