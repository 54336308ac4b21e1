package org.sillok.problem;

import java.util.function.Function;

/**
 * What a use case answers: the result, or why not. A refusal is a value and not an exception, so that the denial it
 * recorded is committed with its transaction; faults are thrown and roll back.
 *
 * @param <T> the result
 */
public sealed interface Outcome<T> permits Outcome.Done, Outcome.Refused {
    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was not done, and this is why. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    static <T> Outcome<T> refused(ProblemCode code, String detail) {
        return new Refused<>(new Refusal(code, detail));
    }

    /** The same refusal, or the result under {@code function}. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> function) {
        return then(value -> new Done<>(function.apply(value)));
    }

    /** The same refusal, or what {@code next} answers to the result. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        if (this instanceof Done<T> done) {
            return next.apply(done.value());
        }
        return new Refused<>(((Refused<T>) this).refusal());
    }

    /**
     * The result, for resources: outside of every transaction.
     *
     * @throws ProblemException with the refusal
     */
    default T orThrow() {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        throw new ProblemException(((Refused<T>) this).refusal());
    }
}
