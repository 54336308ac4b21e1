package org.sillok.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PrivateFile} with a secret: written once, and not read while other users may read it. All failures are
 * {@link SecretFileException}s that name the file and the setting it comes from.
 */
public final class SecretFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private final PrivateFile file;
    private final String setting;

    /** {@code setting}: the configuration key that names the file, for messages. */
    public SecretFile(Path file, String setting) {
        this.file = new PrivateFile(file.toAbsolutePath().normalize());
        this.setting = setting;
    }

    /** The content, or empty if there is no file. */
    public Optional<byte[]> read() {
        try {
            for (PosixFilePermission permission : Files.getPosixFilePermissions(file.path())) {
                if (OTHERS.contains(permission)) {
                    throw unusable("is open to every user of this machine; run: chmod 600 on it", null);
                }
            }
            return file.read();
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
        try {
            file.create(content);
        } catch (IOException e) {
            throw unusable("cannot be written", e);
        }
    }

    /** Replaces the file durably: after a crash it has the old content or the new. It stays where it is and whose it is. */
    void replace(byte[] content) {
        try {
            file.replaceAlike(content);
        } catch (IOException e) {
            throw unusable("cannot be written", e);
        }
    }

    /** What to throw when the content is not what it should be: never repair a secret by replacing it. */
    public SecretFileException damaged() {
        return unusable("is damaged; restore it from your copy", null);
    }

    SecretFileException unusable(String how, @Nullable Exception cause) {
        return new SecretFileException("The key file " + file.path() + " (" + setting + ") " + how + ".", cause);
    }
}
