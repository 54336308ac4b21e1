package org.sillok.audit;

import java.util.List;
import java.util.Set;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.StreamKind;

/** Compares rows of one kind with the statements of streams of one kind, many streams at a time. */
interface RowCheck {
    /** Whose streams record the rows. */
    StreamKind kind();

    /** The statements that the check wants. */
    Set<EventType> types();

    /** Checks all rows of these subjects, with as many queries for one as for all of them. */
    void check(List<ReadStream> streams);

    /** Subjects that have rows, in their order, after {@code subject}. */
    List<String> subjectsAfter(String subject, int limit);

    /** There are rows of a subject that no stream is about. */
    void unrecorded(String subject);

    /** What is left to be done when all streams were read. */
    default void end() {}
}
