package org.sillok.jobs;

import java.io.Serial;

/** Leaves a job that was cancelled or taken over by another replica. */
public final class JobCancelledException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    JobCancelledException() {
        super("job cancelled", null, false, false);
    }
}
