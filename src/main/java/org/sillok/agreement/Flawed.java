package org.sillok.agreement;

import java.util.List;
import java.util.stream.Collectors;
import org.sillok.agreement.core.Flaw;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Turns the flaws of a draft into one refusal: the type and pointer of the first, the detail of all. */
public final class Flawed {
    private static final int MOST = 20;

    private Flawed() {}

    /** The refusal of a request with these flaws, of which there is one at least. */
    public static Refusal refusal(List<Flaw> flaws) {
        Flaw first = flaws.get(0);
        String detail = flaws.stream()
                .limit(MOST)
                .map(flaw -> (flaw.pointer().isEmpty() ? "" : flaw.pointer() + ": ") + flaw.detail())
                .collect(Collectors.joining("; "));
        return Refusal.at(code(first.kind()), first.pointer(), detail);
    }

    private static ProblemCode code(Flaw.Kind kind) {
        return switch (kind) {
            case SYNTAX -> ProblemCode.MALFORMED_JSON;
            case UNKNOWN_FIELD -> ProblemCode.UNKNOWN_FIELD;
            case VALUE -> ProblemCode.INVALID_FIELD;
            case DATE -> ProblemCode.INVALID_DATE;
            case LANGUAGE_TAG -> ProblemCode.INVALID_LANGUAGE_TAG;
        };
    }
}
