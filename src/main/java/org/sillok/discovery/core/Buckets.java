package org.sillok.discovery.core;

/** Numbers as outsiders may know them. */
public final class Buckets {
    /** Fewer of what is not shown one by one are never told from none. */
    public static final int SMALLEST_CELL = 5;

    private static final long[] STEPS = {1, 5, 10, 20, 50};

    private Buckets() {}

    /** The range in which a number lies: 0, 1-4, 5-9, 10-19, 20-49, and so on by tens. */
    public static String of(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("no count");
        }
        if (count == 0) {
            return "0";
        }
        long from = 1;
        long next = STEPS[1];
        int step = 1;
        long ten = 1;
        while (count >= next) {
            from = next;
            step++;
            if (step == STEPS.length) {
                // 100 is twice 50, and 200, 500, 1000 follow as 20, 50, 100 did.
                step = 2;
                ten *= 10;
            }
            next = STEPS[step] * ten;
        }
        return from + "-" + (next - 1);
    }
}
