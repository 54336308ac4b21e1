package org.sillok.log;

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

/** A small private file (mode 0600, its folders 0700) that after a crash has the old bytes or the new, never a part. */
record DurableFile(Path path) {
    DurableFile {
        path = path.toAbsolutePath();
    }

    Optional<byte[]> read() throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces the content. One writer at a time. */
    void write(byte[] bytes) throws IOException {
        Path draft = draft();
        try {
            write(draft, bytes);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Writes a file that did not exist; returns false, and changes nothing, if it does. */
    boolean create(byte[] bytes) throws IOException {
        Path draft = draft();
        try {
            write(draft, bytes);
            Files.createLink(path, draft);
            syncFolder();
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** An empty file whose name nobody else uses: process ids are all the same in containers that share a folder. */
    private Path draft() throws IOException {
        Path folder = Objects.requireNonNull(path.getParent());
        Files.createDirectories(folder, permissions("rwx------"));
        return Files.createTempFile(folder, path.getFileName() + ".", ".new", permissions("rw-------"));
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    private static void write(Path draft, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
