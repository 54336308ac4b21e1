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
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A small file with a secret: readable by its owner only (mode 0600), written once and durably, by a link that fails if
 * the file is there. All failures are {@link SecretFileException}s that name the file and the setting it comes from.
 */
public final class SecretFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private final Path file;
    private final String setting;

    /** {@code setting}: the configuration key that names the file, for messages. */
    public SecretFile(Path file, String setting) {
        this.file = file.toAbsolutePath().normalize();
        this.setting = setting;
    }

    /** The content, or empty if there is no file. */
    public Optional<byte[]> read() {
        try {
            for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
                if (OTHERS.contains(permission)) {
                    throw unusable("is open to every user of this machine; run: chmod 600 on it", null);
                }
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable("cannot be read", e);
        }
    }

    /** The content; a missing file is first written with {@code first}. Of two processes at once one's content stays. */
    public byte[] readOrCreate(Supplier<byte[]> first) {
        return read().orElseGet(() -> {
            create(first.get());
            return read().orElseThrow(() -> unusable("disappeared while it was read", null));
        });
    }

    /** Writes the file durably. If it is there already it stays as it is. */
    public void create(byte[] content) {
        write(content, this::link);
    }

    /** Replaces the file durably: after a crash it has the old content or the new. */
    void replace(byte[] content) {
        write(content, draft -> Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE));
    }

    private interface Placing {
        void place(Path draft) throws IOException;
    }

    private void write(byte[] content, Placing placing) {
        Path directory = Objects.requireNonNull(file.getParent());
        try {
            Files.createDirectories(directory, permissions("rwx------"));
            // A name that nobody else uses: process ids are all the same in containers that share a folder.
            Path draft = Files.createTempFile(directory, file.getFileName() + ".", ".new", permissions("rw-------"));
            try {
                write(draft, content);
                placing.place(draft);
            } finally {
                Files.deleteIfExists(draft);
            }
            try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
                entries.force(true);
            }
        } catch (IOException e) {
            throw unusable("cannot be written", e);
        }
    }

    private static void write(Path draft, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private void link(Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its content stays.
        }
    }

    /** What to throw when the content is not what it should be: never repair a secret by replacing it. */
    public SecretFileException damaged() {
        return unusable("is damaged; restore it from your copy", null);
    }

    SecretFileException unusable(String how, @Nullable Exception cause) {
        return new SecretFileException("The key file " + file + " (" + setting + ") " + how + ".", cause);
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
