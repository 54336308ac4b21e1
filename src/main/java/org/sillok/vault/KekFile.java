package org.sillok.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sillok.kernel.Base64Url;

/**
 * The file of key-encryption keys: a line {@code sillok-kek/1}, then one key a line in base64url, the current one
 * first. It is written once; later keys are added by hand.
 */
final class KekFile {
    private static final String FORMAT = "sillok-kek/1";
    private static final int KEY_LENGTH = 32;

    private final SecretFile file;

    KekFile(Path file) {
        this.file = new SecretFile(file, "sillok.vault.key-file");
    }

    /** The keys, the current one first, or empty if there is no file. */
    Optional<List<byte[]>> read() {
        try {
            return file.read().map(this::parse);
        } catch (SecretFileException e) {
            throw unavailable(e);
        }
    }

    private List<byte[]> parse(byte[] content) {
        List<String> lines =
                new String(content, StandardCharsets.US_ASCII).lines().toList();
        List<byte[]> keys = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            keys.add(key(line.strip()));
        }
        if (keys.isEmpty() || !lines.get(0).strip().equals(FORMAT)) {
            throw file.damaged();
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
        throw file.damaged();
    }

    /** Writes the file with its first key, durably. If another process was faster, its file stays. */
    void create(byte[] key) {
        try {
            file.create((FORMAT + "\n" + Base64Url.encode(key) + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (SecretFileException e) {
            throw unavailable(e);
        }
    }

    KekUnavailableException unusable(String how) {
        return unavailable(file.unusable(how, null));
    }

    private static KekUnavailableException unavailable(SecretFileException e) {
        return new KekUnavailableException(String.valueOf(e.getMessage()), e.getCause());
    }
}
