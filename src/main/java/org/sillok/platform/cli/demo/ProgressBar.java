package org.sillok.platform.cli.demo;

/** A bar as text; pure, so that it can be tested without a terminal. */
public final class ProgressBar {
    private static final char FULL = '█';
    private static final char EMPTY = '░';

    private ProgressBar() {}

    /** {@code width} characters for {@code done} of {@code total}; full only when all is done, also for a total of 0. */
    public static String render(long done, long total, int width) {
        if (done < 0 || total < 0 || width < 1) {
            throw new IllegalArgumentException("done and total from 0, width from 1");
        }
        int full = done >= total ? width : (int) (done * width / total);
        return String.valueOf(FULL).repeat(full) + String.valueOf(EMPTY).repeat(width - full);
    }

    /** Whole per cent, rounded down: 100 means finished. */
    public static int percent(long done, long total) {
        return done >= total ? 100 : (int) (done * 100 / total);
    }
}
