package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.kernel.Bytes;

/** Tokens that are taken out, refuse a PIN, or say strange things. As {@link Pkcs11KeyVaultTest}, on a real module. */
@EnabledIfEnvironmentVariable(named = "SILLOK_TEST_PKCS11", matches = ".+")
class Pkcs11FaultsTest {
    private static final byte[] BINDING = KeyVaultContract.BINDING;
    private static final byte[] KEY = KeyVaultContract.KEY;

    @TempDir
    Path directory;

    private TestToken hsm;

    @BeforeEach
    void writePin() throws IOException {
        hsm = new TestToken(directory);
    }

    @Test
    void tokenThatIsTakenOutIsSaidToBeAwayAndIsUsedAgainWhenItIsBack() throws IOException {
        Path away = TestToken.beside("");
        KeyVault vault = hsm.vault(Duration.ZERO);
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        for (int i = 0; i < 3; i++) {
            Files.createFile(away);
            try {
                for (ThrowingCallable use : List.<ThrowingCallable>of(
                        () -> vault.unwrap(BINDING, wrapped),
                        () -> vault.wrap(BINDING, KEY),
                        vault::currentKekId,
                        vault::makeKey,
                        hsm.vault(Duration.ZERO)::currentKekId)) {
                    TestToken.assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, use);
                }
            } finally {
                Files.delete(away);
            }
            assertThat(vault.unwrap(BINDING, wrapped)).isEqualTo(KEY);
            assertThat(vault.currentKekId()).isEqualTo(wrapped.kekId());
        }
    }

    @Test
    void afterAFailureItIsNotTriedAgainAtOnce() throws IOException, InterruptedException {
        Path away = TestToken.beside("");
        KeyVault vault = hsm.vault(Duration.ofMillis(300));
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        Files.createFile(away);
        try {
            Thread.sleep(400);
            TestToken.assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, () -> vault.unwrap(BINDING, wrapped));
        } finally {
            Files.delete(away);
        }
        TestToken.assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, () -> vault.unwrap(BINDING, wrapped));
        Thread.sleep(400);
        assertThat(vault.unwrap(BINDING, wrapped)).isEqualTo(KEY);
    }

    @Test
    void refusedPinIsTriedOnceUntilItsFileHoldsAnother() throws IOException {
        Path away = TestToken.beside("");
        KeyVault vault = hsm.vault(Duration.ZERO);
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        Files.writeString(hsm.pin(), "000000");
        Files.createFile(away);
        try {
            TestToken.assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, () -> vault.unwrap(BINDING, wrapped));
        } finally {
            Files.delete(away);
        }
        TestToken.assertUnavailable(KeyTrouble.TOKEN_DENIED, () -> vault.unwrap(BINDING, wrapped));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> vault.unwrap(BINDING, wrapped)).hasMessageContaining("not tried again");
        }
        Files.writeString(hsm.pin(), TestToken.server()[2]);
        assertThat(vault.unwrap(BINDING, wrapped)).isEqualTo(KEY);
    }

    @Test
    void cardThatIsOutIsWaitedForByOneThreadAndIsUsedAgainWhenItIsBack() throws Exception {
        Path card = Files.createFile(TestToken.beside(".card"));
        try {
            KeyVault vault = hsm.vault(Duration.ZERO);
            WrappedKey wrapped = vault.wrap(BINDING, KEY);
            long before = waitingThreads();
            Path away = Files.createFile(TestToken.beside(""));
            try {
                for (int i = 0; i < 20; i++) {
                    TestToken.assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, () -> vault.unwrap(BINDING, wrapped));
                    TestToken.assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, vault::currentKekId);
                }
                assertThat(waitingThreads() - before).isLessThanOrEqualTo(2);
            } finally {
                Files.delete(away);
            }
            // Java looks every two seconds whether it is back.
            boolean back = false;
            for (int i = 0; i < 100 && !back; i++) {
                Thread.sleep(100);
                back = opens(vault, wrapped);
            }
            assertThat(back).isTrue();
        } finally {
            Files.delete(card);
        }
    }

    /** Modules differ in what they say of a wrong tag: PKCS#11 3.0 has 35, some say a length is wrong, and there are private codes. */
    @ParameterizedTest
    @ValueSource(strings = {"35", "41", "20", "6", "80000001"})
    void alteredKeyIsToldFromABrokenSessionWhateverTheModuleSays(String code) throws IOException {
        Path answer = TestToken.beside(".decrypt");
        Files.writeString(answer, code);
        try {
            KeyVault vault = hsm.vault(Duration.ofDays(1));
            WrappedKey wrapped = vault.wrap(BINDING, KEY);
            byte[] bytes = wrapped.bytes().toArray();
            bytes[bytes.length - 1] ^= 1;
            WrappedKey altered = new WrappedKey(wrapped.kekId(), Bytes.of(bytes));
            assertThatThrownBy(() -> vault.unwrap(BINDING, altered)).isInstanceOf(SealBrokenException.class);
            assertThat(vault.unwrap(BINDING, wrapped)).isEqualTo(KEY);
        } finally {
            Files.delete(answer);
        }
    }

    private static boolean opens(KeyVault vault, WrappedKey wrapped) {
        try {
            return Arrays.equals(vault.unwrap(BINDING, wrapped), KEY);
        } catch (KekUnavailableException e) {
            return false;
        }
    }

    private static long waitingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Poller-"))
                .count();
    }
}
