package org.sillok.problem;

import java.io.Serial;

/**
 * Carries a refusal to the mapper. Thrown by {@code web} and {@code rest} only, while a request is read or after its
 * use case has ended; never inside a transaction, which it would roll back together with the recorded denial.
 */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public ProblemException(Refusal refusal) {
        super(refusal.code().slug(), null, false, false);
        this.refusal = refusal;
    }

    public ProblemException(ProblemCode code, String detail) {
        this(new Refusal(code, detail));
    }

    public Refusal refusal() {
        return refusal;
    }
}
