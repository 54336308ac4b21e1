package org.sillok.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.core.BackupFile;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.InvalidManifestException;
import org.sillok.backup.core.ObjectLine;
import org.sillok.storage.ObjectName;

/** The list of a backup's objects beside the objects themselves: both are in the order of their names. */
final class ObjectList {
    private final BackupDirectory directory;
    private final BackupFile file;

    ObjectList(BackupDirectory directory, BackupManifest manifest) {
        this.directory = directory;
        this.file = manifest.file(BackupFile.Role.OBJECTS);
    }

    /** What a comparison finds. */
    interface Differences {
        /** It is listed and there. */
        default void there(ObjectLine line) throws IOException {}

        /** It is listed and not there. */
        default void missing(ObjectLine line) throws IOException {}

        /** It is there and not listed. */
        default void extra(ObjectName name) throws IOException {}
    }

    /** Takes each line. */
    interface Lines {
        void accept(ObjectLine line) throws IOException;
    }

    /** The lines themselves, for {@link #next}. */
    BufferedReader open() throws IOException {
        return Files.newBufferedReader(directory.file(file.name()), StandardCharsets.US_ASCII);
    }

    void each(Lines lines) throws IOException {
        try (BufferedReader list = open()) {
            for (ObjectLine line = next(list); line != null; line = next(list)) {
                lines.accept(line);
            }
        }
    }

    /** Goes through both at once. */
    void compare(Differences differences) throws IOException {
        try (BufferedReader list = open();
                Stream<ObjectName> stream = directory.objects().list("")) {
            Iterator<ObjectName> names = stream.iterator();
            @Nullable ObjectLine line = next(list);
            @Nullable ObjectName name = next(names);
            while (line != null || name != null) {
                int order = line == null ? 1 : name == null ? -1 : line.name().compareTo(name.value());
                if (order <= 0 && line != null) {
                    if (order == 0) {
                        differences.there(line);
                        name = next(names);
                    } else {
                        differences.missing(line);
                    }
                    line = next(list);
                } else if (name != null) {
                    differences.extra(name);
                    name = next(names);
                }
            }
        }
    }

    private static @Nullable ObjectName next(Iterator<ObjectName> names) {
        return names.hasNext() ? names.next() : null;
    }

    /** The next line, or null at the end. */
    static @Nullable ObjectLine next(BufferedReader list) throws IOException {
        String line = list.readLine();
        try {
            return line == null ? null : ObjectLine.parse(line);
        } catch (InvalidManifestException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
