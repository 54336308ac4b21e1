package org.sillok.jobs;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.ProblemCode;

/** Ends a job with a documented problem. */
public final class JobFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final @Nullable String detail;

    public JobFailedException(ProblemCode code) {
        this(code, null, null);
    }

    public JobFailedException(ProblemCode code, Throwable cause) {
        this(code, null, cause);
    }

    /**
     * With words of its own.
     *
     * @param detail why, in words of the program that name nobody and nothing: they are kept in clear
     */
    public JobFailedException(ProblemCode code, @Nullable String detail, @Nullable Throwable cause) {
        super(code.slug(), cause);
        this.code = code;
        this.detail = detail;
    }

    public ProblemCode code() {
        return code;
    }

    /** What may be said beyond the problem's own meaning; null if nothing. */
    public @Nullable String detail() {
        return detail;
    }
}
