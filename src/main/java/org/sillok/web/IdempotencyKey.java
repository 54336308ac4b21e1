package org.sillok.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

/** The value of the header {@code Idempotency-Key}. */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";

    public IdempotencyKey {
        if (!value.matches("[\\x21-\\x7e]{1,255}")) {
            throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_INVALID, "1 to 255 visible ASCII characters.");
        }
    }

    /** The key of a request, if it has one. */
    public static Optional<IdempotencyKey> of(HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader(HEADER);
        if (lines == null || lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() > 1) {
            throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_INVALID, "The header is given more than once.");
        }
        return Optional.of(new IdempotencyKey(lines.get(0)));
    }
}
