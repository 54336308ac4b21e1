package org.sillok.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.EncryptedKey;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.KeyKind;
import org.sillok.crypto.Pem;
import org.sillok.crypto.PrivateSigningKey;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.NoteKey;
import org.sillok.vault.PrivateFile;

/** Whether the files with signing keys, and the passphrase that they are encrypted under, are the right ones. They are only read. */
final class SigningKeyFiles {
    private final Optional<char[]> passphrase;
    private final boolean opens;

    SigningKeyFiles(Path passphrase, Path... keys) throws IOException {
        this.passphrase = text(passphrase)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(String::toCharArray);
        this.opens = opensOneOf(keys);
    }

    /** Whether the passphrase opens what is encrypted here, if anything is. */
    boolean opens() {
        return opens;
    }

    /**
     * Whether {@code file} has a key of this kind.
     *
     * @param vkeys verifier keys, one of which must be its public part; none: any key is right
     */
    boolean isRight(Path file, KeyKind<?> kind, List<String> vkeys) throws IOException {
        Optional<String> pem = text(file);
        if (pem.isEmpty() || (isEncrypted(pem.get()) && !opens)) {
            // What the passphrase does not open is not to blame.
            return pem.filter(text -> !text.isBlank()).isPresent();
        }
        try {
            byte[] pkcs8 = isEncrypted(pem.get())
                    ? EncryptedKey.open(pem.get(), passphrase.orElseThrow())
                    : Pem.read(Pem.PRIVATE_KEY, pem.get());
            PrivateSigningKey key = kind.reader().read(pkcs8);
            return vkeys.isEmpty() || vkeys.stream().anyMatch(vkey -> isOf(vkey, key));
        } catch (KeyFormatException e) {
            return false;
        }
    }

    private static boolean isOf(String vkey, PrivateSigningKey key) {
        try {
            return NoteKey.parse(vkey).key().equals(key.publicKey());
        } catch (InvalidNoteException e) {
            return false;
        }
    }

    private boolean opensOneOf(Path... keys) throws IOException {
        boolean encrypted = false;
        for (Path file : keys) {
            @Nullable String pem = text(file).orElse(null);
            if (pem != null && isEncrypted(pem)) {
                encrypted = true;
                if (passphrase.isPresent() && opens(pem, passphrase.get())) {
                    return true;
                }
            }
        }
        return !encrypted;
    }

    private static boolean opens(String pem, char[] passphrase) {
        try {
            return EncryptedKey.open(pem, passphrase).length > 0;
        } catch (KeyFormatException e) {
            return false;
        }
    }

    private static boolean isEncrypted(String pem) {
        return pem.contains(EncryptedKey.LABEL);
    }

    private static Optional<String> text(Path file) throws IOException {
        return new PrivateFile(file).read().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
