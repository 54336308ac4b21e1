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
 * @param options what was said of the log's later history: a repetition must not say something else
 * @param writing whether the place was seen to be empty, so that what is there now is the restore's own
 */
record RestoreMarker(String restore, String manifest, String options, boolean writing) {
    private static final String WRITING = "writing";

    private static Path file(DataDirectory data) {
        return data.resolve("restore-unfinished");
    }

    static Optional<RestoreMarker> read(DataDirectory data) throws IOException {
        if (Files.notExists(file(data))) {
            return Optional.empty();
        }
        List<String> lines = PrivateFiles.read(file(data)).lines().toList();
        return Optional.of(
                lines.size() == 4
                        ? new RestoreMarker(
                                lines.get(0),
                                lines.get(1),
                                lines.get(2),
                                lines.get(3).equals(WRITING))
                        : new RestoreMarker("", "", "", false));
    }

    void write(DataDirectory data) throws IOException {
        PrivateFiles.write(
                file(data), restore + "\n" + manifest + "\n" + options + "\n" + (writing ? WRITING : "begun"));
    }

    static void remove(DataDirectory data) throws IOException {
        Files.delete(file(data));
        PrivateFiles.syncFolder(data.root());
    }

    /** Nothing but a restore may start where one was not finished; then this throws {@link StartFailure}. */
    static void requireNone(DataDirectory data) {
        if (Files.exists(file(data))) {
            throw new StartFailure("A restore into " + data + " was not finished: repeat sillok restore with the same"
                    + " backup, or remove the directory, empty the database and the bucket if they are elsewhere, and begin"
                    + " anew.");
        }
    }
}
