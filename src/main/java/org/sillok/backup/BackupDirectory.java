package org.sillok.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.backup.core.BackupFile;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.ObjectLine;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.PrivateFile;

/**
 * The directory of a backup. Everything in it is for its owner alone, and durable before the manifest names it; each run has
 * files of its own, so the backup before stays whole until the new manifest takes the place of the old one.
 */
final class BackupDirectory {
    private static final String UNFINISHED = "unfinished";
    private static final String LOCK = "lock";
    private static final String DRAFT = ".new";
    private static final String TODO = ".todo";
    private static final long MAX_MANIFEST = 16L << 20;
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;
    private final ObjectStore objects;

    BackupDirectory(Path root, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.objects = new FileSystemObjectStore(this.root.resolve(ObjectLine.FOLDER), clock);
    }

    /** The objects as they are stored, under the same names, write-once here as well. */
    ObjectStore objects() {
        return objects;
    }

    Path objectsFolder() {
        return root.resolve(ObjectLine.FOLDER);
    }

    Path file(String name) {
        return root.resolve(name);
    }

    /** Begins to write; a backup that was not finished is told from one that was by a file that is here until the end. */
    void begin() throws IOException {
        if (Files.isSymbolicLink(root)) {
            throw new BackupException("The directory of the backup is a symbolic link.");
        }
        Files.createDirectories(root, PRIVATE_FOLDER);
        requireOwn();
        new PrivateFile(file(UNFINISHED)).create(new byte[0]);
    }

    /** A directory of anything else is not to be swept, whatever its files are called. */
    private void requireOwn() throws IOException {
        if (!Files.exists(file(BackupManifest.NAME), LinkOption.NOFOLLOW_LINKS) && !isUnfinished()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
                if (files.iterator().hasNext()) {
                    throw new BackupException("The directory has other files: name a new one, or one with a backup.");
                }
            }
        }
    }

    boolean isUnfinished() {
        return Files.exists(file(UNFINISHED), LinkOption.NOFOLLOW_LINKS);
    }

    void end() throws IOException {
        Files.delete(file(UNFINISHED));
        sync();
    }

    /** Keeps others from writing here at the same time; ends with the process at the latest. */
    Closeable lock() throws IOException {
        FileChannel channel = FileChannel.open(
                file(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PRIVATE_FILE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // The same answer as for another process.
        }
        if (lock == null) {
            channel.close();
            throw new BackupException("Another backup is being written into this directory.");
        }
        return channel;
    }

    /** A new file, which appears under its name when it is closed without a fault. */
    OutputStream create(String name) throws IOException {
        Path draft = file(name + DRAFT);
        FileChannel channel =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE_FILE);
        OutputStream out = Channels.newOutputStream(channel);
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                out.write(bytes, offset, count);
            }

            @Override
            public void close() throws IOException {
                if (channel.isOpen()) {
                    channel.force(true);
                    channel.close();
                    Files.move(draft, file(name));
                    sync();
                }
            }
        };
    }

    /** Where a run keeps in mind what it has to copy. */
    Path todo(String run) {
        return file("content-" + run + TODO);
    }

    private void sync() throws IOException {
        try (FileChannel names = FileChannel.open(root, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    Optional<byte[]> manifest() throws IOException {
        Path file = file(BackupManifest.NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_MANIFEST) {
            throw new BackupException(BackupManifest.NAME + " is too large to be one.");
        }
        return Optional.of(Files.readAllBytes(file));
    }

    /** From here on the backup is the one that these bytes describe. */
    void publish(byte[] manifest) throws IOException {
        new PrivateFile(file(BackupManifest.NAME)).replace(manifest);
    }

    /** The names in the directory that {@code manifest} does not account for. */
    List<String> strangers(BackupManifest manifest) throws IOException {
        List<String> strangers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            for (Path each : files) {
                String name = String.valueOf(each.getFileName());
                boolean known = Set.of(BackupManifest.NAME, UNFINISHED, LOCK, ObjectLine.FOLDER, manifest.seal())
                                .contains(name)
                        || manifest.files().stream()
                                .anyMatch(file -> file.name().equals(name));
                if (!known) {
                    strangers.add(name);
                }
            }
        }
        return strangers;
    }

    /** What a run leaves behind that did not come to its end, or whose manifest was replaced. */
    static boolean isLeftover(String name) {
        return BackupFile.isName(name) || name.endsWith(DRAFT) || name.endsWith(TODO);
    }
}
