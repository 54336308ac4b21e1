package org.sillok.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A small file for its owner alone (mode 0600, folders that have to be made 0700). After a crash it has the old bytes or the
 * new, never a part, and what was written is durable when the method returns. Several processes may write at once; each
 * deletes nothing but the draft that it made itself, so a crash may leave a draft behind.
 */
public record PrivateFile(Path path) {
    public PrivateFile {
        path = path.toAbsolutePath();
    }

    /** The content, or empty if there is no file. */
    public Optional<byte[]> read() throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Writes a file that did not exist; returns false, and changes nothing, if it does. */
    public boolean create(byte[] content) throws IOException {
        return write(content, draft -> {
            try {
                Files.createLink(path, draft);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            }
        });
    }

    /** Puts {@code content} in the place of what was there, if anything was. The last of several writers wins. */
    public void replace(byte[] content) throws IOException {
        write(content, draft -> {
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        });
    }

    /**
     * Puts {@code content} in the place of a file that others may share. Where the path is a link, the file that it leads to is
     * replaced and the link stays. Owner, group and permissions stay as they are, or nothing is replaced.
     */
    public void replaceAlike(byte[] content) throws IOException {
        Path real = path.toRealPath();
        PosixFileAttributes before = Files.readAttributes(real, PosixFileAttributes.class);
        new PrivateFile(real).write(content, draft -> {
            // Opened before its owner changes, and synced with its new owner.
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                give(draft, before);
                channel.force(true);
            }
            Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        });
    }

    private static void give(Path draft, PosixFileAttributes wanted) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        PosixFileAttributes mine = view.readAttributes();
        if (!mine.owner().equals(wanted.owner())) {
            view.setOwner(wanted.owner());
        }
        if (!mine.group().equals(wanted.group())) {
            view.setGroup(wanted.group());
        }
        view.setPermissions(wanted.permissions());
    }

    private interface Placing {
        boolean place(Path draft) throws IOException;
    }

    private boolean write(byte[] content, Placing placing) throws IOException {
        Path folder = Objects.requireNonNull(path.getParent());
        Files.createDirectories(folder, permissions("rwx------"));
        // A name that nobody else uses: process ids are all the same in containers that share a folder.
        Path draft = Files.createTempFile(folder, path.getFileName() + ".", ".new", permissions("rw-------"));
        boolean placed;
        try {
            fill(draft, content);
            placed = placing.place(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        // Also after losing to another process: its file counts from now on, and its own sync may be still to come.
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
        return placed;
    }

    private static void fill(Path draft, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
