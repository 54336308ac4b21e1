package org.sillok.problem;

import java.io.Serial;
import java.util.Map;

/**
 * Carries a refusal to the mapper. Thrown by {@code web} and {@code rest} only, while a request is read or after its
 * use case has ended; never inside a transaction, which it would roll back together with the recorded denial.
 */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final transient Map<String, String> headers;

    public ProblemException(Refusal refusal) {
        this(refusal, Map.of());
    }

    /** With header fields that the answer has besides those of every problem. */
    public ProblemException(Refusal refusal, Map<String, String> headers) {
        super(refusal.code().slug(), null, false, false);
        this.refusal = refusal;
        this.headers = Map.copyOf(headers);
    }

    public ProblemException(ProblemCode code, String detail) {
        this(new Refusal(code, detail));
    }

    public Refusal refusal() {
        return refusal;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
