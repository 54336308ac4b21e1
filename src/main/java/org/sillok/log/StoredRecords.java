package org.sillok.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.RecordBundle;

/** The records beside the entries, asked for in the order of their numbers. Crashes leave runs that overlap: any one will do. */
final class StoredRecords {
    private final LogStore store;
    private final List<LogInspection.Run> runs = new ArrayList<>();
    private long groups;
    private LogInspection.@Nullable Run loaded;
    private List<Bytes> records = List.of();

    StoredRecords(LogStore store) {
        this.store = store;
    }

    Optional<Bytes> at(long index) {
        for (; groups * LogInspection.GROUP <= index; groups++) {
            runs.addAll(store.records(groups));
        }
        LogInspection.Run run = loaded;
        if (run == null || index < run.first() || index >= run.end()) {
            runs.removeIf(each -> each.end() <= index);
            run = load(index);
        }
        return run == null ? Optional.empty() : Optional.of(records.get((int) (index - run.first())));
    }

    private LogInspection.@Nullable Run load(long index) {
        loaded = null;
        for (LogInspection.Run run : runs) {
            if (run.first() <= index && index < run.end()) {
                Optional<List<Bytes>> found = read(run);
                if (found.isPresent()) {
                    records = found.get();
                    loaded = run;
                    return run;
                }
            }
        }
        return null;
    }

    private Optional<List<Bytes>> read(LogInspection.Run run) {
        try {
            return store.find(run.path())
                    .map(Bytes::toArray)
                    .map(StoredRecords::parse)
                    .filter(found -> found.size() == run.end() - run.first());
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static List<Bytes> parse(byte[] bytes) {
        try {
            return RecordBundle.parse(bytes).records();
        } catch (InvalidEntryException e) {
            throw new MalformedException(e);
        }
    }

    private static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(InvalidEntryException cause) {
            super(cause);
        }
    }
}
