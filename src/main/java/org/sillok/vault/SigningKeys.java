package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.crypto.EncryptedKey;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.KeyKind;
import org.sillok.crypto.Pem;
import org.sillok.crypto.PrivateSigningKey;
import org.sillok.kernel.Base64Url;

/**
 * Private signing keys in files of their own: readable by their owner only, and encrypted under the installation's
 * passphrase ({@link EncryptedKey}). The passphrase is in another file, so that it can be kept apart from the keys; where
 * none is configured both are in the data directory, and whoever has that has the keys.
 */
@ApplicationScoped
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final String PASSPHRASE_SETTING = "sillok.vault.passphrase-file";
    private static final int PASSPHRASE_BYTES = 32;

    private final SecretFile passphraseFile;
    private final SecureRandom random = new SecureRandom();

    SigningKeys(VaultConfig config) {
        this.passphraseFile = new SecretFile(config.passphraseFile(), PASSPHRASE_SETTING);
    }

    /**
     * The key in {@code file}, or empty if there is no such file. A key that is stored in clear is encrypted in place.
     *
     * @param setting the configuration key that names the file, for messages
     * @throws SecretFileException if the file cannot be read, is damaged, or holds a key of another kind, or if the
     *     passphrase is missing or another
     */
    public <K extends PrivateSigningKey> Optional<K> find(Path file, String setting, KeyKind<K> kind) {
        SecretFile secret = new SecretFile(file, setting);
        return secret.read().map(bytes -> read(secret, new String(bytes, StandardCharsets.US_ASCII), kind));
    }

    /** Like {@link #find}; a missing file is made first. Of two processes at once one's key stays. */
    public <K extends PrivateSigningKey> K findOrMake(Path file, String setting, KeyKind<K> kind) {
        Optional<K> found = find(file, setting, kind);
        if (found.isPresent()) {
            return found.get();
        }
        SecretFile secret = new SecretFile(file, setting);
        secret.create(seal(kind.generate().apply(random)));
        return find(file, setting, kind).orElseThrow(secret::damaged);
    }

    private <K extends PrivateSigningKey> K read(SecretFile file, String pem, KeyKind<K> kind) {
        try {
            if (pem.contains(EncryptedKey.LABEL)) {
                return kind.reader().read(EncryptedKey.open(pem, passphrase()));
            }
            K key = kind.reader().read(Pem.read(Pem.PRIVATE_KEY, pem));
            encryptInPlace(file, key, kind);
            return key;
        } catch (KeyFormatException e) {
            throw file.unusable("is no " + kind.name() + " key: " + e.getMessage(), e);
        }
    }

    // A key that is mounted read-only is protected by whoever mounts it.
    private void encryptInPlace(SecretFile file, PrivateSigningKey key, KeyKind<?> kind) {
        try {
            file.replace(seal(key));
            LOG.infof("A %s key that was stored in clear is encrypted now", kind.name());
        } catch (SecretFileException e) {
            LOG.warnf("A %s key is stored in clear and cannot be encrypted where it lies", kind.name());
        }
    }

    private byte[] seal(PrivateSigningKey key) {
        passphraseFile.readOrCreate(() -> {
            byte[] secret = new byte[PASSPHRASE_BYTES];
            random.nextBytes(secret);
            return (Base64Url.encode(secret) + "\n").getBytes(StandardCharsets.US_ASCII);
        });
        return EncryptedKey.seal(key.pkcs8(), passphrase(), random).getBytes(StandardCharsets.US_ASCII);
    }

    private char[] passphrase() {
        byte[] content = passphraseFile
                .read()
                .orElseThrow(() -> passphraseFile.unusable(
                        "is missing, and signing keys are encrypted under it; restore it from your copy", null));
        String passphrase = new String(content, StandardCharsets.UTF_8).strip();
        if (passphrase.isEmpty()) {
            throw passphraseFile.unusable("is empty", null);
        }
        return passphrase.toCharArray();
    }
}
