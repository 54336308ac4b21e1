package org.sillok.backup;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sillok.backup.core.BackupFile;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.InvalidManifestException;
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
    private static final byte[] WRITING = "A backup is being written here, or was cut off: run sillok backup again.\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final String LOCK = "lock";
    private static final String UID = "unix:uid";
    private static final Pattern TODO = Pattern.compile("content-[0-9a-z-]{1,60}\\.todo");
    // As PrivateFile calls what it is about to put in the place of one of these.
    private static final Pattern PRIVATE_DRAFT = Pattern.compile("(manifest\\.json|unfinished)\\.[0-9]{1,20}\\.new");
    private static final Pattern UNFINISHED_DRAFT = Pattern.compile("unfinished\\.[0-9]{1,20}\\.new");
    private static final long MAX_MANIFEST = 16L << 20;
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

    /** Keeps others from writing here until {@code close}, or until the process ends. */
    Closeable begin() throws IOException {
        requireReal();
        Files.createDirectories(root, PRIVATE_FOLDER);
        requirePrivate(root);
        requirePrivate(objectsFolder());
        // Before the lock as well, which would be a file in somebody else's directory.
        requireOwn();
        requireOwner();
        Closeable lock = lock();
        try {
            requireOwn();
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Before anything else: a backup that was not finished is told from one that was by a file that is here until {@link #end}. */
    void write() throws IOException {
        new PrivateFile(file(UNFINISHED)).create(WRITING);
    }

    /**
     * The folders are what they seem. Behind a link could lie the repository's own objects, and a backup removes from its
     * folder what its list does not name.
     */
    void requireReal() {
        if (Files.isSymbolicLink(root)) {
            throw new BackupException("The directory of the backup is a symbolic link.");
        }
        if (Files.exists(objectsFolder(), LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(objectsFolder(), LinkOption.NOFOLLOW_LINKS)) {
            throw new BackupException("The folder " + ObjectLine.FOLDER
                    + " of the backup is a symbolic link or no folder: remove it, and run sillok backup again.");
        }
    }

    /** Nor does it lie in {@code other}, or hold it, whichever way leads there. */
    void requireApart(Path other) throws IOException {
        Path here = real(root);
        Path there = real(other.toAbsolutePath().normalize());
        if (here.startsWith(there) || there.startsWith(here)) {
            throw new BackupException("The directory of the backup and " + other
                    + ", which the service works in, lie within each other: name another one.");
        }
    }

    /** Also of what is not there yet. */
    private static Path real(Path path) throws IOException {
        for (Path at = path; at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                return at.toRealPath().resolve(at.relativize(path)).normalize();
            }
        }
        return path;
    }

    private static void requirePrivate(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Set<PosixFilePermission> open = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
            if (open.contains(PosixFilePermission.OTHERS_WRITE) || open.contains(PosixFilePermission.GROUP_WRITE)) {
                throw new BackupException("Others may write into " + folder + ": take that away (chmod go-w) first.");
            }
        }
    }

    /** Whoever owns a folder can exchange what is in it, whatever its mode says. */
    private void requireOwner() throws IOException {
        // Tells under which user id files are really created here, whatever maps the ids. Its name is that of a
        // leftover.
        Path probe = Files.createTempFile(root, UNFINISHED + ".", PendingFile.DRAFT, PendingFile.PRIVATE);
        try {
            Object self = Files.getAttribute(probe, UID);
            for (Path folder : List.of(root, objectsFolder())) {
                if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                        && !self.equals(Files.getAttribute(folder, UID, LinkOption.NOFOLLOW_LINKS))) {
                    throw new BackupException(
                            folder + " belongs to another user: name a directory of the service's own user.");
                }
            }
        } finally {
            Files.delete(probe);
        }
    }

    /** A directory of anything else is not to be swept, whatever its files are called. */
    private void requireOwn() throws IOException {
        if (isUnfinished() || hasManifest()) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            for (Path each : files) {
                String name = String.valueOf(each.getFileName());
                // All that a cut-off leaves before there is anything else.
                if (!LOCK.equals(name) && !UNFINISHED_DRAFT.matcher(name).matches()) {
                    throw new BackupException("The directory has other files: name a new one, or one with a backup.");
                }
            }
        }
    }

    private boolean hasManifest() throws IOException {
        Optional<byte[]> bytes = manifest();
        if (bytes.isEmpty()) {
            return false;
        }
        try {
            BackupManifest.parse(bytes.get());
            return true;
        } catch (InvalidManifestException e) {
            return false;
        }
    }

    boolean isUnfinished() throws IOException {
        Path file = file(UNFINISHED);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == WRITING.length
                && Arrays.equals(Files.readAllBytes(file), WRITING);
    }

    void end() throws IOException {
        Files.deleteIfExists(file(UNFINISHED));
        sync();
    }

    private Closeable lock() throws IOException {
        FileChannel channel = FileChannel.open(
                file(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PendingFile.PRIVATE);
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

    /** A new file of the backup. */
    PendingFile create(String name) throws IOException {
        return PendingFile.create(file(name));
    }

    /** Where a run keeps in mind what it has to copy. */
    Path todo(String run) {
        return file("content-" + run + ".todo");
    }

    BufferedWriter newTodo(String run) throws IOException {
        FileChannel channel = FileChannel.open(
                todo(run), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PendingFile.PRIVATE);
        return new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.US_ASCII));
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

    /** What a run leaves behind that did not come to its end, or whose manifest was replaced; nobody else's files. */
    static boolean isLeftover(String name) {
        return BackupFile.isName(name) || isDraft(name);
    }

    /** Of that, what never was part of a backup. */
    static boolean isDraft(String name) {
        return TODO.matcher(name).matches()
                || PRIVATE_DRAFT.matcher(name).matches()
                || (name.endsWith(PendingFile.DRAFT)
                        && BackupFile.isName(name.substring(0, name.length() - PendingFile.DRAFT.length())));
    }
}
