package org.sillok.jobs;

import java.io.Serial;
import org.sillok.problem.ProblemCode;

/** Ends a job with a documented problem. */
public final class JobFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    public JobFailedException(ProblemCode code) {
        super(code.slug());
        this.code = code;
    }

    public JobFailedException(ProblemCode code, Throwable cause) {
        super(code.slug(), cause);
        this.code = code;
    }

    public ProblemCode code() {
        return code;
    }
}
