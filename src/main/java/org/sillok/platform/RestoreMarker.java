package org.sillok.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Says that a restore into a data directory has begun and not come to its end: until then nothing starts there, because half
 * a repository would look like one. Written before anything else, removed after everything else.
 *
 * @param restore identifies the restore
 * @param manifest the backup it is of
 */
record RestoreMarker(String restore, String manifest) {
    private static Path file(DataDirectory data) {
        return data.resolve("restore-unfinished");
    }

    static Optional<RestoreMarker> read(DataDirectory data) throws IOException {
        if (Files.notExists(file(data))) {
            return Optional.empty();
        }
        List<String> lines = PrivateFiles.read(file(data)).lines().toList();
        return Optional.of(
                new RestoreMarker(lines.isEmpty() ? "" : lines.get(0), lines.size() < 2 ? "" : lines.get(1)));
    }

    void write(DataDirectory data) throws IOException {
        PrivateFiles.write(file(data), restore + "\n" + manifest);
    }

    static void remove(DataDirectory data) throws IOException {
        Files.delete(file(data));
        PrivateFiles.syncFolder(data.root());
    }

    /** @throws StartFailure if there is one */
    static void requireNone(DataDirectory data) {
        if (Files.exists(file(data))) {
            throw new StartFailure(
                    "A restore into " + data
                            + " was not finished: repeat sillok restore with the same backup, or remove the directory and begin anew.");
        }
    }
}
