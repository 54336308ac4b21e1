package org.sillok.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Base64Url;

/**
 * The file of key-encryption keys: a line {@code sillok-kek/1}, then one key a line in base64url, the current one
 * first. It is written once, by a link that fails if the file is there; later keys are added by hand.
 */
final class KekFile {
    private static final String FORMAT = "sillok-kek/1";
    private static final int KEY_LENGTH = 32;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private final Path file;

    KekFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    Path path() {
        return file;
    }

    /** The keys, the current one first, or empty if there is no file. */
    Optional<List<byte[]>> read() {
        try {
            for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
                if (OTHERS.contains(permission)) {
                    throw unusable("is open to every user of this machine; run: chmod 600 on it", null);
                }
            }
            return Optional.of(parse(Files.readAllLines(file, StandardCharsets.US_ASCII)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw unusable("is damaged; restore it from your copy", null);
        } catch (IOException e) {
            throw unusable("cannot be read", e);
        }
    }

    private List<byte[]> parse(List<String> lines) {
        List<byte[]> keys = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            keys.add(key(line.strip()));
        }
        if (keys.isEmpty() || !lines.get(0).strip().equals(FORMAT)) {
            throw unusable("is damaged; restore it from your copy", null);
        }
        return keys;
    }

    private byte[] key(String line) {
        try {
            byte[] key = Base64Url.decode(line);
            if (key.length == KEY_LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, without the text: it may be most of a key.
        }
        throw unusable("is damaged; restore it from your copy", null);
    }

    /** Writes the file with its first key, durably. If another process was faster, its file stays. */
    void create(byte[] key) {
        Path directory = Optional.ofNullable(file.getParent()).orElse(file);
        byte[] text = (FORMAT + "\n" + Base64Url.encode(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            Files.createDirectories(directory, permissions("rwx------"));
            Path draft = Files.createTempFile(directory, ".new", "", permissions("rw-------"));
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(text);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            link(draft);
            try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
                entries.force(true);
            }
        } catch (IOException e) {
            throw unusable("cannot be written", e);
        }
    }

    private void link(Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    KekUnavailableException unusable(String how, @Nullable Exception cause) {
        return new KekUnavailableException("The key file " + file + " (sillok.vault.key-file) " + how + ".", cause);
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
