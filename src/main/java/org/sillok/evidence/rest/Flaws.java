package org.sillok.evidence.rest;

import java.util.List;
import java.util.stream.Collectors;
import org.sillok.evidence.core.Flaw;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;

/** Turns the flaws of a request into one problem: the type and pointer of the first, the detail of all. */
public final class Flaws {
    private static final int MOST = 20;

    private Flaws() {}

    /**
     * The problem for these flaws.
     *
     * @param prefix where in the request the document with the flaws is, as a JSON Pointer; empty for the body itself
     */
    public static ProblemException problem(List<Flaw> flaws, String prefix) {
        Flaw first = flaws.get(0);
        String detail = flaws.stream()
                .limit(MOST)
                .map(flaw -> (flaw.pointer().isEmpty() ? "" : prefix + flaw.pointer() + ": ") + flaw.detail())
                .collect(Collectors.joining("; "));
        return new ProblemException(Refusal.at(code(first.kind()), prefix + first.pointer(), detail));
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
