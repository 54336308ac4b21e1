package org.sillok.problem;

import java.util.Optional;

/**
 * Recognises faults that have a problem of their own, such as a full disk or a database that is gone. Rooms that can
 * fail in such a way contribute a bean; whatever nobody recognises becomes {@link ProblemCode#INTERNAL_ERROR}.
 * Implementations judge by type and code, never by the text of a message.
 */
public interface KnownFaults {
    /** The refusal that {@code fault} amounts to, if this room knows it. Causes are offered one by one. */
    Optional<Refusal> refusalOf(Throwable fault);
}
