package org.sillok.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Base64Url;

/**
 * The file of key-encryption keys: a line {@code sillok-kek/1}, then one key a line in base64url, the current one
 * first. A key is put in front and none is ever taken out; that is done by hand.
 */
final class KekFile {
    /** Tells one state of the file from another, as far as the file system does. */
    record Version(FileTime modified, long size, @Nullable Object file, Set<PosixFilePermission> permissions) {}

    private static final String FORMAT = "sillok-kek/1";
    private static final int KEY_LENGTH = 32;

    private final Path path;
    private final SecretFile file;

    KekFile(Path path) {
        this(path, "sillok.vault.key-file");
    }

    /** {@code setting}: what places it, for messages. */
    KekFile(Path path, String setting) {
        this.path = path;
        this.file = new SecretFile(path, setting);
    }

    /** Which state the file is in, without reading it; empty if there is no file. */
    Optional<Version> version() {
        try {
            PosixFileAttributes seen = Files.readAttributes(path, PosixFileAttributes.class);
            return Optional.of(
                    new Version(seen.lastModifiedTime(), seen.size(), seen.fileKey(), Set.copyOf(seen.permissions())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable(KeyTrouble.UNREADABLE, file.unusable("cannot be read", e));
        }
    }

    /** The keys, the current one first, or empty if there is no file. */
    Optional<List<byte[]>> read() {
        Optional<byte[]> content;
        try {
            content = file.read();
        } catch (SecretFileException e) {
            throw unavailable(KeyTrouble.UNREADABLE, e);
        }
        try {
            return content.map(this::parse);
        } catch (SecretFileException e) {
            throw unavailable(KeyTrouble.DAMAGED, e);
        }
    }

    private List<byte[]> parse(byte[] content) {
        // Without the text: it may be most of a key.
        return keys(content).orElseThrow(file::damaged);
    }

    /** The keys in such a file, the current one first, or empty if it is none. */
    static Optional<List<byte[]>> keys(byte[] content) {
        List<String> lines =
                new String(content, StandardCharsets.US_ASCII).lines().toList();
        List<byte[]> keys = new ArrayList<>();
        try {
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                keys.add(Base64Url.decode(line.strip()));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean good = !keys.isEmpty()
                && lines.get(0).strip().equals(FORMAT)
                && keys.stream().allMatch(key -> key.length == KEY_LENGTH);
        return good ? Optional.of(keys) : Optional.empty();
    }

    /** Writes the file with its first key, durably. If another process was faster, its file stays. */
    void create(byte[] key) {
        try {
            file.create(text(List.of(key)));
        } catch (SecretFileException e) {
            throw unavailable(KeyTrouble.UNWRITABLE, e);
        }
    }

    /** Puts a key in front of those that are there, durably. Nobody else may write at the same time. */
    void putFirst(byte[] key) {
        List<byte[]> keys = new ArrayList<>(List.of(key));
        keys.addAll(read().orElseThrow(() -> unusable(KeyTrouble.MISSING, "is missing; restore it from your copy")));
        try {
            file.replace(text(keys));
        } catch (SecretFileException e) {
            throw unavailable(KeyTrouble.UNWRITABLE, e);
        }
    }

    static byte[] text(List<byte[]> keys) {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        keys.forEach(key -> text.append(Base64Url.encode(key)).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    KekUnavailableException unusable(KeyTrouble trouble, String how) {
        return unavailable(trouble, file.unusable(how, null));
    }

    private static KekUnavailableException unavailable(KeyTrouble trouble, SecretFileException e) {
        return new KekUnavailableException(trouble, String.valueOf(e.getMessage()), e.getCause());
    }
}
