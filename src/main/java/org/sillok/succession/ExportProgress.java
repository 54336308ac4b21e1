package org.sillok.succession;

import org.sillok.jobs.JobContext;

/**
 * How far the writing of a package is. Whoever tells it leaves the work if it was cancelled or taken over, so it is told from
 * within everything that takes long.
 */
final class ExportProgress {
    private final JobContext context;
    private long total = 1;
    private long done;

    ExportProgress(JobContext context) {
        this.context = context;
    }

    /** How many things there are to write, when that is known. */
    void expect(long things) {
        total = things + 1;
        goOn();
    }

    void one() {
        done = Math.min(done + 1, total - 1);
        goOn();
    }

    /** Nothing more is known than that the work goes on. */
    void goOn() {
        context.progress(done, total);
    }
}
