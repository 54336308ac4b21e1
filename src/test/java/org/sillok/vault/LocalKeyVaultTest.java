package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.Bytes;

class LocalKeyVaultTest {
    private static final byte[] BINDING = {1, 2, 3};
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("keys/kek");
    }

    private LocalKeyVault vault() {
        return vault(true);
    }

    private LocalKeyVault vault(boolean fresh) {
        return new LocalKeyVault(new KekFile(file()), ObjectFixture.RANDOMNESS, () -> fresh);
    }

    @Test
    void fileIsMadeOnFirstUseForItsOwnerAlone() throws IOException {
        LocalKeyVault vault = vault();
        assertThat(file()).doesNotExist();
        vault.currentKekId();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
        try (var files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void everyProcessOpensWhatOneWrapped() {
        WrappedKey wrapped = vault().wrap(BINDING, KEY);
        assertThat(vault(false).unwrap(BINDING, wrapped)).isEqualTo(KEY);
        assertThat(vault(false).currentKekId()).isEqualTo(wrapped.kekId());
    }

    @Test
    void wrappingTwiceGivesDifferentBytes() {
        LocalKeyVault vault = vault();
        assertThat(vault.wrap(BINDING, KEY)).isNotEqualTo(vault.wrap(BINDING, KEY));
    }

    @Test
    void alteredOrMisplacedKeyIsRefused() {
        LocalKeyVault vault = vault();
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        byte[] bytes = wrapped.bytes().toArray();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.unwrap(BINDING, new WrappedKey(wrapped.kekId(), Bytes.of(changed))))
                    .isInstanceOf(SealBrokenException.class);
        }
        assertThatThrownBy(() -> vault.unwrap(new byte[] {1, 2}, wrapped)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void lostFileIsSaidToBeLostAndNotMadeAnew() {
        assertThatThrownBy(() -> vault(false).currentKekId())
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining("restore it from your copy")
                .hasMessageContaining(file().toString());
        assertThat(file()).doesNotExist();
    }

    @Test
    void exchangedFileIsNoticed() throws IOException {
        WrappedKey wrapped = vault().wrap(BINDING, KEY);
        Files.delete(file());
        LocalKeyVault other = vault();
        assertThatThrownBy(() -> other.unwrap(BINDING, wrapped))
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining(wrapped.kekId());
    }

    @Test
    void olderKeysOpenAndTheFirstWraps() throws IOException {
        WrappedKey old = vault().wrap(BINDING, KEY);
        List<String> before = Files.readAllLines(file());
        Files.delete(file());
        WrappedKey recent = vault().wrap(BINDING, KEY);
        List<String> after = Files.readAllLines(file());
        Files.write(file(), List.of(after.get(0), after.get(1), before.get(1)));
        LocalKeyVault both = vault(false);
        assertThat(both.unwrap(BINDING, old)).isEqualTo(KEY);
        assertThat(both.unwrap(BINDING, recent)).isEqualTo(KEY);
        assertThat(both.currentKekId()).isEqualTo(recent.kekId()).isNotEqualTo(old.kekId());
    }

    @Test
    void damagedFileIsRefusedWithoutRepeatingIt() throws IOException {
        vault().currentKekId();
        String good = Files.readString(file());
        String key = good.lines().toList().get(1);
        for (String bad : List.of(
                "",
                "sillok-kek/1\n",
                key + "\n",
                "sillok-kek/2\n" + key,
                good.substring(0, good.length() - 2),
                good + "x",
                good.replace(key, key + "="),
                "sillok-kek/1\n\n" + key,
                "키")) {
            Files.writeString(file(), bad);
            assertThatThrownBy(() -> vault().currentKekId())
                    .as(bad.length() + " characters")
                    .isInstanceOf(KekUnavailableException.class)
                    .hasMessageNotContaining(key.substring(0, 10));
        }
    }

    @Test
    void fileThatEveryoneMayReadIsRefused() throws IOException {
        vault().currentKekId();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> vault().currentKekId())
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r-----"));
        assertThat(vault().currentKekId()).startsWith("local-");
    }

    @Test
    void twoProcessesThatStartTogetherShareOneKey() {
        KekFile file = new KekFile(file());
        byte[] mine = ObjectFixture.RANDOMNESS.bytes(32);
        file.create(mine);
        file.create(ObjectFixture.RANDOMNESS.bytes(32));
        assertThat(file.read().orElseThrow()).hasSize(1).first().isEqualTo(mine);
    }
}
