package org.sillok.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.core.ObjectLine;
import org.sillok.kernel.Digest;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/**
 * The objects of a log that its tree needs, in the order of their names: those that the store has, and those that the backup
 * before had, which is more after the store has lost some.
 */
final class LogObjects {
    private final ObjectStore source;
    private final Optional<ObjectList> earlier;
    private final LogScope scope;

    LogObjects(ObjectStore source, Optional<ObjectList> earlier, LogScope scope) {
        this.source = source;
        this.earlier = earlier;
        this.scope = scope;
    }

    /** Takes each. */
    interface Visitor {
        /**
         * One of them.
         *
         * @param path below the log's prefix
         * @param known its digest, if the backup before has it
         * @param stored whether the store has it
         */
        void visit(String path, ObjectName name, Optional<Digest> known, boolean stored) throws IOException;
    }

    void each(Visitor visitor) throws IOException {
        if (earlier.isEmpty()) {
            each(visitor, null);
        } else {
            try (BufferedReader lines = earlier.get().open()) {
                each(visitor, lines);
            }
        }
    }

    private void each(Visitor visitor, @Nullable BufferedReader lines) throws IOException {
        try (Stream<ObjectName> stream = source.list(scope.prefix())) {
            Iterator<ObjectName> names = stream.iterator();
            @Nullable String name = next(names);
            @Nullable ObjectLine line = next(lines);
            while (name != null || line != null) {
                int order = name == null ? 1 : line == null ? -1 : name.compareTo(line.name());
                if (order <= 0 && name != null) {
                    @Nullable ObjectLine same = order == 0 ? line : null;
                    visit(visitor, name, same == null ? Optional.empty() : Optional.of(same.sha256()), true);
                    name = next(names);
                    line = same == null ? line : next(lines);
                } else if (line != null) {
                    visit(visitor, line.name(), Optional.of(line.sha256()), false);
                    line = next(lines);
                }
            }
        }
    }

    private void visit(Visitor visitor, String name, Optional<Digest> known, boolean stored) throws IOException {
        visitor.visit(name.substring(scope.prefix().length()), new ObjectName(name), known, stored);
    }

    private @Nullable String next(Iterator<ObjectName> names) {
        while (names.hasNext()) {
            String name = names.next().value();
            if (isNeeded(name)) {
                return name;
            }
        }
        return null;
    }

    private @Nullable ObjectLine next(@Nullable BufferedReader lines) throws IOException {
        if (lines == null) {
            return null;
        }
        @Nullable ObjectLine line = ObjectList.next(lines);
        while (line != null && !isNeeded(line.name())) {
            line = ObjectList.next(lines);
        }
        return line;
    }

    private boolean isNeeded(String name) {
        return name.startsWith(scope.prefix())
                && scope.isNeeded(name.substring(scope.prefix().length()));
    }
}
