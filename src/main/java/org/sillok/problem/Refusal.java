package org.sillok.problem;

import org.jspecify.annotations.Nullable;

/**
 * Why something is not done. The detail speaks about this occurrence in one sentence and never repeats a value that
 * the caller sent; {@code pointer} is the JSON pointer (RFC 6901) of the field concerned, if there is one.
 */
public record Refusal(
        ProblemCode code, String detail, @Nullable String pointer) {
    public Refusal(ProblemCode code, String detail) {
        this(code, detail, null);
    }

    /** The refusal whose detail is what the code means in general. */
    public static Refusal of(ProblemCode code) {
        return new Refusal(code, code.meaning());
    }

    /** A refusal that concerns the field at {@code pointer}. */
    public static Refusal at(ProblemCode code, String pointer, String detail) {
        return new Refusal(code, detail, pointer);
    }
}
