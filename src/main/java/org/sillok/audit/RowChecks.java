package org.sillok.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StoredStream;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.StreamKind;
import org.sillok.vault.KeyUse;

/**
 * Collects streams that were read until there are so many that their rows are worth a query, and gives them to the checks of
 * rows. Memory stays bounded, and the number of queries does not grow with every stream.
 */
final class RowChecks {
    private static final int STREAMS = 256;
    private static final int STATEMENTS = 2_048;
    private static final int PAGE = 512;

    private final List<RowCheck> checks;
    private final RepositoryCheck repository;
    private final CustodyInspection custody;
    private final SubjectKeyCache keys;
    private final Set<EventType> wanted = EnumSet.noneOf(EventType.class);
    private final Map<StreamKind, List<ReadStream>> waiting = new EnumMap<>(StreamKind.class);
    private final Map<StreamKind, Set<String>> misfiled = new EnumMap<>(StreamKind.class);

    RowChecks(List<RowCheck> checks, RepositoryCheck repository, CustodyInspection custody, SubjectKeyCache keys) {
        this.checks = List.copyOf(checks);
        this.repository = repository;
        this.custody = custody;
        this.keys = keys;
        checks.forEach(check -> {
            wanted.addAll(check.types());
            waiting.put(check.kind(), new ArrayList<>());
            misfiled.put(check.kind(), new HashSet<>());
        });
    }

    /** Whether a statement has to be kept until its stream ends. */
    boolean wants(EventType type) {
        return wanted.contains(type);
    }

    /** For what concerns the repository as a whole. */
    RepositoryCheck repository() {
        return repository;
    }

    /**
     * A stream was read to its end.
     *
     * @param subject what its statements are about, or its row, if they do not say
     * @param kept those of its statements that were wanted
     * @param complete whether all of its statements are there and could be read
     */
    void ended(
            StreamKind kind,
            Optional<String> subject,
            Optional<StoredStream> row,
            List<CheckedStatement> kept,
            boolean complete) {
        List<ReadStream> ofKind = waiting.get(kind);
        if (ofKind == null || subject.isEmpty()) {
            return;
        }
        String id = subject.get();
        Optional<StoredStream> filed = row.filter(
                found -> found.kind().equals(kind.name()) && found.subject().equals(id));
        if (filed.isEmpty()) {
            misfiled.getOrDefault(kind, new HashSet<>()).add(id);
        }
        ofKind.add(new ReadStream(
                id,
                filed.map(StoredStream::owner),
                kept,
                complete,
                keys.of(id).filter(held -> held.holds(KeyUse.CONTENT))));
        if (ofKind.size() >= STREAMS
                || ofKind.stream().mapToInt(each -> each.statements().size()).sum() >= STATEMENTS) {
            check(kind);
        }
    }

    private void check(StreamKind kind) {
        List<ReadStream> streams = waiting.getOrDefault(kind, List.of());
        if (!streams.isEmpty()) {
            checks.stream()
                    .filter(check -> check.kind() == kind)
                    .forEach(check -> check.check(streams.stream()
                            .map(stream -> stream.only(check.types()))
                            .toList()));
            streams.clear();
        }
    }

    /** Checks what is left, when all streams were read, and looks for rows of what no stream is about. */
    void end() {
        Set.copyOf(waiting.keySet()).forEach(this::check);
        repository.end();
        for (RowCheck check : checks) {
            findUnrecorded(check);
            check.end();
        }
    }

    private void findUnrecorded(RowCheck check) {
        Set<String> elsewhere = misfiled.getOrDefault(check.kind(), Set.of());
        List<String> page = check.subjectsAfter("", PAGE);
        while (!page.isEmpty()) {
            Set<String> recorded = custody.streamsOf(check.kind(), page).stream()
                    .map(StoredStream::subject)
                    .collect(Collectors.toSet());
            page.stream()
                    .filter(subject -> !recorded.contains(subject) && !elsewhere.contains(subject))
                    .forEach(check::unrecorded);
            page = check.subjectsAfter(page.get(page.size() - 1), PAGE);
        }
    }
}
