package org.sillok.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The directories of a file system store: where a name lies, and how a directory becomes durable. */
final class StoreDirectories {
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE = permissions("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY = permissions("rwx------");
    // Begins with a dot, which no object's name may.
    private static final String DRAFTS = ".drafts";
    private static final String POINTER_LOCK = ".pointers";
    private static final int REMEMBERED = 20_000;

    private final Path root;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    StoreDirectories(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path drafts() {
        return root.resolve(DRAFTS);
    }

    Path pointerLock() {
        return root.resolve(POINTER_LOCK);
    }

    Path file(ObjectName name) {
        return root.resolve(name.value());
    }

    Path parent(ObjectName name) {
        Path parent = file(name).getParent();
        return parent == null ? root : parent;
    }

    /**
     * The attributes of the object's file, or empty if there is no regular file reached through real directories. Only
     * what the file system says is not there is not there: whatever else keeps it from looking is a failure.
     */
    Optional<BasicFileAttributes> attributes(ObjectName name) throws IOException {
        String path = name.value();
        try {
            for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
                BasicFileAttributes directory = read(root.resolve(path.substring(0, end)));
                if (!directory.isDirectory()) {
                    return refuseLink(directory);
                }
            }
            BasicFileAttributes file = read(file(name));
            return file.isRegularFile() ? Optional.of(file) : refuseLink(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether something is in the place of the object's file, or of a directory above it, that is no such thing. */
    boolean isBlocked(ObjectName name) throws IOException {
        String path = name.value();
        try {
            for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
                if (!read(root.resolve(path.substring(0, end))).isDirectory()) {
                    return true;
                }
            }
            return !read(file(name)).isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static BasicFileAttributes read(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<BasicFileAttributes> refuseLink(BasicFileAttributes found) {
        if (found.isSymbolicLink()) {
            throw new StorageUnavailableException("there is a symbolic link inside the object store; remove it");
        }
        return Optional.empty();
    }

    /** Makes {@code directory}, at or below the root, exist durably. */
    void prepare(Path directory) throws IOException {
        if (durable.contains(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            return;
        }
        if (directory.equals(root)) {
            prepareRoot(parent);
        } else {
            prepare(parent);
        }
        create(directory);
        // Also when another thread or process created it: it may not have come so far as to sync the parent.
        sync(parent);
        if (durable.size() >= REMEMBERED) {
            durable.clear();
        }
        durable.add(directory);
    }

    private void prepareRoot(Path parent) throws IOException {
        if (Files.isDirectory(parent)) {
            return;
        }
        Path above = parent.getParent();
        if (above != null) {
            prepareRoot(above);
            create(parent);
            sync(above);
        }
    }

    private void create(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, PRIVATE_DIRECTORY);
        } catch (FileAlreadyExistsException e) {
            requireDirectory(directory);
        }
    }

    private void requireDirectory(Path directory) throws IOException {
        // The root itself, or what lies above it, may be a link: that is the operator's choice.
        boolean inside = directory.startsWith(root) && !directory.equals(root);
        boolean real = inside ? Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) : Files.isDirectory(directory);
        if (!real) {
            throw new NotDirectoryException(directory.getFileName() + " is not a directory");
        }
    }

    /** Makes the entries of {@code directory} durable. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
