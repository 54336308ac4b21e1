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
