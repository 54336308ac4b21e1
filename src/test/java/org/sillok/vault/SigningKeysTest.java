package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.KeyKind;
import org.sillok.crypto.P256PrivateKey;

class SigningKeysTest {
    private static final String SETTING = "sillok.test.key-file";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("a.key");
    }

    private SigningKeys keys() {
        return SigningKeysFixture.in(folder);
    }

    private void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    @Test
    void aKeyIsMadeOnceAndKeptEncryptedForItsOwner() throws IOException {
        assertThat(keys().find(file(), SETTING, KeyKind.P256)).isEmpty();
        P256PrivateKey made = keys().findOrMake(file(), SETTING, KeyKind.P256);
        assertThat(keys().findOrMake(file(), SETTING, KeyKind.P256).publicKey()).isEqualTo(made.publicKey());
        assertThat(Files.readString(file())).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        for (String name : new String[] {"a.key", "passphrase"}) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void aKeyInClearIsEncryptedWhereItLies() throws IOException {
        Ed25519PrivateKey key = Ed25519PrivateKey.generate(new SecureRandom());
        write(file(), key.pem());
        assertThat(keys().find(file(), SETTING, KeyKind.ED25519).orElseThrow().publicKey())
                .isEqualTo(key.publicKey());
        assertThat(Files.readString(file())).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(keys().find(file(), SETTING, KeyKind.ED25519).orElseThrow().publicKey())
                .isEqualTo(key.publicKey());
    }

    @Test
    void whatCannotBeReadIsNeverReplaced() throws IOException {
        keys().findOrMake(file(), SETTING, KeyKind.P256);
        String sealed = Files.readString(file());

        assertThatThrownBy(() -> keys().findOrMake(file(), SETTING, KeyKind.ED25519))
                .isInstanceOf(SecretFileException.class)
                .hasMessageContaining("is no Ed25519 key");
        Files.delete(folder.resolve("passphrase"));
        assertThatThrownBy(() -> keys().findOrMake(file(), SETTING, KeyKind.P256))
                .isInstanceOf(SecretFileException.class)
                .hasMessageContaining("passphrase")
                .hasMessageContaining("is missing");
        write(folder.resolve("passphrase"), "another\n");
        assertThatThrownBy(() -> keys().findOrMake(file(), SETTING, KeyKind.P256))
                .isInstanceOf(SecretFileException.class)
                .hasMessageContaining(SETTING)
                .hasMessageNotContaining("another\n");
        write(folder.resolve("passphrase"), " \n");
        assertThatThrownBy(() -> keys().findOrMake(file(), SETTING, KeyKind.P256))
                .isInstanceOf(SecretFileException.class)
                .hasMessageContaining("is empty");
        assertThat(Files.readString(file())).isEqualTo(sealed);

        write(file(), "nonsense");
        assertThatThrownBy(() -> keys().findOrMake(file(), SETTING, KeyKind.P256))
                .isInstanceOf(SecretFileException.class);
        assertThat(Files.readString(file())).isEqualTo("nonsense");
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        keys().findOrMake(file(), SETTING, KeyKind.P256);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> keys().find(file(), SETTING, KeyKind.P256))
                .isInstanceOf(SecretFileException.class)
                .hasMessageContaining("chmod 600");
    }
}
