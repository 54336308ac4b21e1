package org.sillok.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sillok.crypto.EncryptedKey;
import org.sillok.vault.LocalKeyVault;
import org.sillok.vault.PrivateFile;

/**
 * The files with keys that are on this machine, wherever the settings put them. What is in a vault service or on a token is
 * not here, nor are the credentials for such a service: they belong to it, and have copies of their own.
 */
final class KeyFiles {
    /** A kind of key file: its name in a backup, the setting that places it, and where it lies without one. */
    private enum Kind {
        KEK("kek", "sillok.vault.key-file"),
        PASSPHRASE("passphrase", "sillok.vault.passphrase-file"),
        STATEMENT("statement.key", "sillok.custody.key-file"),
        LOG("log.key", "sillok.log.key-file"),
        LOG_POST_QUANTUM("log-post-quantum.key", "sillok.log.post-quantum-key-file"),
        TOKEN_ISSUER("token-issuer.pem", "");

        private final String file;
        private final String setting;

        Kind(String file, String setting) {
            this.file = file;
            this.setting = setting;
        }
    }

    private final Function<String, Optional<String>> settings;
    private final Path dataDirectory;

    /** {@code settings}: the value of a setting by its name. */
    KeyFiles(Function<String, Optional<String>> settings, Path dataDirectory) {
        this.settings = settings;
        this.dataDirectory = dataDirectory;
    }

    /** A file and what it is called in a backup. */
    record KeyFile(String name, Path path) {
        Optional<byte[]> read() throws IOException {
            return new PrivateFile(path).read();
        }

        /** Its name among what a backup lacks. */
        String missing() {
            return "keys/" + name;
        }

        /** What to keep where {@code here} is not what is needed, and {@code earlier} was. */
        byte[] joined(byte[] here, byte[] earlier, List<String> keks) {
            return name.equals(Kind.KEK.file) ? LocalKeyVault.joined(here, earlier, keks) : earlier;
        }

        /**
         * Writes it, unless it is there with these bytes.
         *
         * @throws BackupException if it is there with others: a key is never replaced
         */
        void restore(byte[] content) throws IOException {
            PrivateFile file = new PrivateFile(path);
            if (!file.create(content)
                    && !file.read().map(there -> Arrays.equals(there, content)).orElse(false)) {
                throw new BackupException("There is another key in " + path + " already: put it away, or name another"
                        + " data directory. A key is never replaced.");
            }
        }
    }

    List<KeyFile> all() {
        List<KeyFile> files = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Optional<String> placed = kind.setting.isEmpty() ? Optional.empty() : settings.apply(kind.setting);
            Path path = placed.map(Path::of)
                    .orElseGet(() -> dataDirectory.resolve("keys").resolve(kind.file));
            files.add(new KeyFile(kind.file, path.toAbsolutePath()));
        }
        return files;
    }

    /**
     * What should be here and is not: without it a backup could be restored and not be used. Names as in a manifest.
     *
     * @param log whether there is a log, and so its keys and that of the statements
     * @param keks the key-encryption keys that must be there, wherever they are kept
     */
    List<String> missing(boolean log, List<String> keks) throws IOException {
        List<String> missing = new ArrayList<>();
        boolean onToken = settings.apply("sillok.custody.pkcs11.library").isPresent();
        for (Kind kind : Kind.values()) {
            KeyFile file = find(kind.file).orElseThrow();
            Optional<byte[]> content = file.read();
            boolean needed = switch (kind) {
                case KEK -> !LocalKeyVault.holds(file.path(), keks);
                case LOG, LOG_POST_QUANTUM -> log && content.isEmpty();
                case STATEMENT -> log && !onToken && content.isEmpty();
                case PASSPHRASE -> content.isEmpty() && hasEncrypted();
                case TOKEN_ISSUER -> false;
            };
            if (needed) {
                missing.add(file.missing());
            }
        }
        return missing;
    }

    private boolean hasEncrypted() throws IOException {
        for (KeyFile file : all()) {
            Optional<byte[]> content = file.read();
            if (content.isPresent()
                    && new String(content.get(), StandardCharsets.US_ASCII).contains(EncryptedKey.LABEL)) {
                return true;
            }
        }
        return false;
    }

    Optional<KeyFile> find(String name) {
        return all().stream().filter(file -> file.name().equals(name)).findFirst();
    }
}
