package org.sillok.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sillok.backup.db.LogVerifierKeys;
import org.sillok.crypto.KeyKind;
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
        IDENTITY_KEK("identity-kek", "sillok.identities.vault.key-file"),
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

    /**
     * Key-encryption keys that a backup needs, by the file that they belong into; wherever they really are.
     *
     * @param subjects those of the keys of items, sources and parties
     * @param identities those of the keys of identities
     */
    record Keks(List<String> subjects, List<String> identities) {
        /** Those that belong into the file {@code name}, if it is such a file. */
        private List<String> of(String name) {
            return name.equals(Kind.IDENTITY_KEK.file) ? identities : subjects;
        }
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
        byte[] joined(byte[] here, byte[] earlier, Keks keks) {
            boolean hasKeks = name.equals(Kind.KEK.file) || name.equals(Kind.IDENTITY_KEK.file);
            return hasKeks ? LocalKeyVault.joined(here, earlier, keks.of(name)) : earlier;
        }

        /** What to keep of {@code here}, with the keys that were declared lost and that {@code earlier} still has. */
        byte[] withLost(byte[] here, byte[] earlier, List<String> lost) {
            return name.equals(Kind.KEK.file) ? LocalKeyVault.added(here, earlier, lost) : here;
        }

        /** What to keep of {@code earlier} where it is not here any more: the keys that were declared lost. */
        Optional<byte[]> lost(byte[] earlier, List<String> lost) {
            return name.equals(Kind.KEK.file) ? LocalKeyVault.only(earlier, lost) : Optional.empty();
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
     * What should be here and is not, or is not the right one: without it a backup could be restored and not be used. Names as
     * in a manifest.
     *
     * @param logs the public keys of the logs; if there is one, its keys must be here, and that of the statements
     * @param keks the key-encryption keys that must be there, wherever they are kept
     */
    List<String> missing(LogVerifierKeys logs, Keks keks) throws IOException {
        List<String> missing = new ArrayList<>();
        boolean log = !logs.ed25519().isEmpty();
        SigningKeyFiles signing = new SigningKeyFiles(
                path(Kind.PASSPHRASE), path(Kind.STATEMENT), path(Kind.LOG), path(Kind.LOG_POST_QUANTUM));
        for (Kind kind : Kind.values()) {
            boolean right = switch (kind) {
                case KEK, IDENTITY_KEK -> LocalKeyVault.holds(path(kind), keks.of(kind.file));
                case LOG -> !log || signing.isRight(path(kind), KeyKind.ED25519, logs.ed25519());
                case LOG_POST_QUANTUM -> !log || signing.isRight(path(kind), KeyKind.ML_DSA_44, logs.postQuantum());
                // Which one signed is in every statement; any that can be used goes on.
                case STATEMENT -> !log || isOnToken() || signing.isRight(path(kind), KeyKind.P256, List.of());
                case PASSPHRASE -> signing.opens();
                case TOKEN_ISSUER -> true;
            };
            if (!right) {
                missing.add(find(kind.file).orElseThrow().missing());
            }
        }
        return missing;
    }

    /** What is needed beside any backup, because it is not in a file, in words. */
    List<String> external(Keks keks) {
        List<String> external = new ArrayList<>(LocalKeyVault.elsewhere(keks.subjects()).stream()
                .map(kek -> "the key-encryption key " + kek)
                .toList());
        LocalKeyVault.elsewhere(keks.identities()).stream()
                .map(kek -> "the key-encryption key " + kek + " of identities")
                .forEach(external::add);
        if (isOnToken()) {
            external.add("the key of the custody statements, on the token of sillok.custody.pkcs11");
        }
        return external;
    }

    private boolean isOnToken() {
        return settings.apply("sillok.custody.pkcs11.library").isPresent();
    }

    private Path path(Kind kind) {
        return find(kind.file).orElseThrow().path();
    }

    Optional<KeyFile> find(String name) {
        return all().stream().filter(file -> file.name().equals(name)).findFirst();
    }
}
