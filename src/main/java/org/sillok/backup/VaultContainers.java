package org.sillok.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sillok.backup.core.BackupFile;

/** The containers of keys among the files of backups: the one thing of a backup that must not be kept for ever. */
public final class VaultContainers {
    private static final Pattern NAME = Pattern.compile("vault-([0-9]{8}-[0-9]{6})-[0-9a-f]{8}\\.cms");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private VaultContainers() {}

    /**
     * Removes, from a folder of directories with backups and from those directories, the containers of runs that began before
     * {@code erased}. What is left of such a backup cannot be restored; its objects and its log can still be verified.
     *
     * @return how many
     */
    public static int removeBefore(Path folder, Instant erased) throws IOException {
        int removed = 0;
        for (Path directory : directories(folder)) {
            for (Path file : files(directory)) {
                Optional<Instant> taken = takenAt(String.valueOf(file.getFileName()));
                if (taken.filter(erased::isAfter).isPresent()) {
                    Files.deleteIfExists(file);
                    removed++;
                }
            }
        }
        return removed;
    }

    /** Whether one is left in the folder or in one of its directories. */
    public static boolean isAny(Path folder) throws IOException {
        for (Path directory : directories(folder)) {
            for (Path file : files(directory)) {
                if (takenAt(String.valueOf(file.getFileName())).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** When the run began whose container of keys has this name; empty for other files. To the second, which it says itself. */
    static Optional<Instant> takenAt(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!BackupFile.isName(name) || !matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(matcher.group(1), TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The folder itself and what lies in it, but nothing behind a link. */
    private static List<Path> directories(Path folder) throws IOException {
        List<Path> directories = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            directories.add(folder);
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
                for (Path each : inside) {
                    if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                        directories.add(each);
                    }
                }
            }
        }
        return directories;
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory, "vault-*.cms")) {
            for (Path each : inside) {
                if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(each);
                }
            }
        }
        return files;
    }
}
