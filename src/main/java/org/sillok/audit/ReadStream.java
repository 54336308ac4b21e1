package org.sillok.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.custody.core.EventType;
import org.sillok.vault.SubjectKeys;

/**
 * A stream that was read to its end.
 *
 * @param owner as its row says, if it is this subject's
 * @param statements those that are genuine and could be read, of the types that somebody asked for, in their order
 * @param complete whether nothing is missing among all its statements
 * @param keys of its subject, if its contents can be opened with them
 */
record ReadStream(
        String subject,
        Optional<String> owner,
        List<CheckedStatement> statements,
        boolean complete,
        Optional<SubjectKeys> keys) {
    ReadStream {
        statements = List.copyOf(statements);
    }

    /** The same with statements of these types only: what one check wants is nothing to another. */
    ReadStream only(Set<EventType> types) {
        return new ReadStream(
                subject,
                owner,
                statements.stream()
                        .filter(statement ->
                                statement.type().filter(types::contains).isPresent())
                        .toList(),
                complete,
                keys);
    }
}
