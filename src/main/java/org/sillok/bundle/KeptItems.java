package org.sillok.bundle;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.sillok.bundle.core.Items;
import org.sillok.bundle.core.PlannedItem;

/**
 * The items of a plan, gone through many times. The first ones stay in memory as far as they are short, and the others are read
 * a page at a time in every pass: no transaction is open, and memory does not grow with their number. For one thread.
 */
final class KeptItems implements Items {
    /** How long what is kept in memory may be in its stored form, in bytes; as objects it is a few times longer. */
    static final long MOST = 4L << 20;

    /** Where items are read: a page after a number, the last one shorter than {@link PlanSteps#PAGE}. */
    interface Pages {
        PlanSteps.Page after(int number);
    }

    private final Pages pages;
    private final int count;
    private final List<PlannedItem> first = new ArrayList<>();
    private long room;
    private boolean all;

    KeptItems(Pages pages, int count, long most) {
        this.pages = pages;
        this.count = count;
        this.room = most;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Iterator<PlannedItem> iterator() {
        return new Pass();
    }

    /** Reads on, and keeps what goes on where it stopped keeping, unless there was once too much. */
    private List<PlannedItem> read(int after) {
        PlanSteps.Page page = pages.after(after);
        if (after == last(first)) {
            room -= page.length();
            if (room >= 0) {
                first.addAll(page.items());
                all = page.items().size() < PlanSteps.PAGE;
            }
        }
        return page.items();
    }

    private static int last(List<PlannedItem> some) {
        return some.isEmpty() ? 0 : some.get(some.size() - 1).number();
    }

    /** From the first to the last. */
    private final class Pass implements Iterator<PlannedItem> {
        private List<PlannedItem> page = List.copyOf(first);
        private boolean ended = all;
        private int last = last(page);
        private int next;

        @Override
        public boolean hasNext() {
            if (next == page.size() && !ended) {
                page = read(last);
                next = 0;
                ended = page.size() < PlanSteps.PAGE;
                last = page.isEmpty() ? last : last(page);
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
    }
}
