package org.sillok.time;

import org.sillok.time.core.StampProblem;

/** A server gave no usable answer. */
final class UnansweredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final StampProblem problem;

    UnansweredException(StampProblem problem) {
        super(problem.name());
        this.problem = problem;
    }

    UnansweredException(StampProblem problem, Throwable cause) {
        super(problem.name(), cause);
        this.problem = problem;
    }

    StampProblem problem() {
        return problem;
    }
}
