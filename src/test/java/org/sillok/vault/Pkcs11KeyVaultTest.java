package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a real module, named by {@code SILLOK_TEST_PKCS11}: its path, the number of the slot and the PIN, with blanks between. While the file
 * {@code REMOVABLE_AWAY} exists, the module behaves as if the token was taken out ({@code .ci/pkcs11/removable.c}).
 */
@EnabledIfEnvironmentVariable(named = "SILLOK_TEST_PKCS11", matches = ".+")
class Pkcs11KeyVaultTest extends KeyVaultContract {
    @TempDir
    Path directory;

    private final String label = "test" + HexFormat.of().formatHex(ObjectFixture.RANDOMNESS.bytes(6));

    @BeforeEach
    void writePin() throws IOException {
        new PrivateFile(pin()).create((server()[2] + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String[] server() {
        return System.getenv("SILLOK_TEST_PKCS11").split(" ");
    }

    private Path pin() {
        return directory.resolve("pin");
    }

    private Pkcs11Token token(Duration pause) {
        return new Pkcs11Token(place(), pause);
    }

    private Pkcs11Token.Place place() {
        return new Pkcs11Token.Place(Path.of(server()[0]), "slot=" + server()[1], pin(), Pkcs11Settings.NAME);
    }

    private Pkcs11KeyVault vault(Duration pause, Predicate<Runnable> first) {
        return new Pkcs11KeyVault(
                new Pkcs11Settings(place(), label), token(pause), Duration.ZERO, ObjectFixture.RANDOMNESS, first);
    }

    @Override
    KeyVault process() {
        return vault(Duration.ZERO, Pkcs11KeyVaultTest::isFirst);
    }

    private static boolean isFirst(Runnable make) {
        make.run();
        return true;
    }

    @Test
    void keyDoesNotLeaveTheToken() throws GeneralSecurityException {
        process().currentKekId();
        process().makeKey();
        List<String> labels = labels();
        assertThat(labels).hasSize(2);
        KeyStore store = token(Duration.ZERO).open().store();
        for (String each : labels) {
            assertThat(each).matches(label + "-v[12]-[0-9a-f]{8}");
            assertThat(store.getKey(each, null).getEncoded()).isNull();
        }
    }

    @Test
    void keyThatCanBeReadOutIsNotUsed() throws GeneralSecurityException {
        generate("-v1", "CKA_SENSITIVE = false\nCKA_EXTRACTABLE = true");
        assertUnavailable(KeyTrouble.TOKEN_ANSWER, () -> process().currentKekId());
    }

    @Test
    void keyThatAnOperatorMadeIsUsed() throws GeneralSecurityException {
        WrappedKey old = process().wrap(BINDING, KEY);
        generate("-v12", "CKA_SENSITIVE = true\nCKA_EXTRACTABLE = false");
        assertThat(process().currentKekId()).isNotEqualTo(old.kekId());
        assertThat(process().unwrap(BINDING, old)).isEqualTo(KEY);
    }

    @Test
    void deletedKeyIsNamedAndNotMadeAnew() throws GeneralSecurityException {
        KeyVault running = vault(Duration.ZERO, make -> false);
        WrappedKey old = process().wrap(BINDING, KEY);
        process().makeKey();
        WrappedKey recent = running.wrap(BINDING, KEY);
        delete("-v1");
        assertUnavailable(KeyTrouble.OTHER_KEY, () -> running.unwrap(BINDING, old));
        assertThat(running.unwrap(BINDING, recent)).isEqualTo(KEY);
        delete("-v2");
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                running::currentKekId,
                running::makeKey,
                () -> running.wrap(BINDING, KEY),
                () -> running.unwrap(BINDING, recent))) {
            assertUnavailable(KeyTrouble.TOKEN_KEY_MISSING, use);
        }
        assertThat(labels()).isEmpty();
    }

    @Test
    void exchangedKeyOfTheSameLabelDoesNotPassForTheRightOne() throws GeneralSecurityException {
        WrappedKey wrapped = process().wrap(BINDING, KEY);
        String before = labels().get(0);
        KeyVault running = process();
        assertThat(running.currentKekId()).isEqualTo(wrapped.kekId());
        delete("-v1");
        generate(before.substring(label.length()), "CKA_SENSITIVE = true\nCKA_EXTRACTABLE = false");
        for (KeyVault vault : List.of(running, process())) {
            assertUnavailable(KeyTrouble.OTHER_KEY, () -> vault.unwrap(BINDING, wrapped));
        }
    }

    @Test
    void tokenThatIsTakenOutIsSaidToBeAwayAndIsUsedAgainWhenItIsBack() throws IOException {
        Path away = Path.of(System.getenv("REMOVABLE_AWAY"));
        KeyVault vault = process();
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        for (int i = 0; i < 3; i++) {
            Files.createFile(away);
            try {
                for (ThrowingCallable use : List.<ThrowingCallable>of(
                        () -> vault.unwrap(BINDING, wrapped),
                        () -> vault.wrap(BINDING, KEY),
                        vault::currentKekId,
                        vault::makeKey,
                        process()::currentKekId)) {
                    assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, use);
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
        Path away = Path.of(System.getenv("REMOVABLE_AWAY"));
        KeyVault vault = vault(Duration.ofMillis(300), Pkcs11KeyVaultTest::isFirst);
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        Files.createFile(away);
        try {
            Thread.sleep(400);
            assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, () -> vault.unwrap(BINDING, wrapped));
        } finally {
            Files.delete(away);
        }
        assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, () -> vault.unwrap(BINDING, wrapped));
        Thread.sleep(400);
        assertThat(vault.unwrap(BINDING, wrapped)).isEqualTo(KEY);
    }

    @Test
    void refusedPinIsTriedOnceUntilItsFileHoldsAnother() throws IOException {
        Path away = Path.of(System.getenv("REMOVABLE_AWAY"));
        KeyVault vault = process();
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        Files.writeString(pin(), "000000");
        Files.createFile(away);
        try {
            assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, () -> vault.unwrap(BINDING, wrapped));
        } finally {
            Files.delete(away);
        }
        assertUnavailable(KeyTrouble.TOKEN_DENIED, () -> vault.unwrap(BINDING, wrapped));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> vault.unwrap(BINDING, wrapped)).hasMessageContaining("not tried again");
        }
        Files.writeString(pin(), server()[2]);
        assertThat(vault.unwrap(BINDING, wrapped)).isEqualTo(KEY);
    }

    @Test
    void pinFileThatIsMissingOrOpenToOthersIsADenial() throws IOException {
        Files.delete(pin());
        assertUnavailable(KeyTrouble.TOKEN_DENIED, () -> process().currentKekId());
        Files.writeString(pin(), server()[2]);
        assertUnavailable(KeyTrouble.TOKEN_DENIED, () -> process().currentKekId());
    }

    @Test
    void moduleOrSlotThatIsNotThereIsSaidToBe() {
        for (Map.Entry<Path, String> wrong : Map.of(
                        Path.of("/none.so"), "slot=1", Path.of(server()[0]), "slot=4", Path.of("/a\"b"), "slot=1")
                .entrySet()) {
            Pkcs11Token.Place place =
                    new Pkcs11Token.Place(wrong.getKey(), wrong.getValue(), pin(), Pkcs11Settings.NAME);
            KeyVault vault = new Pkcs11KeyVault(
                    new Pkcs11Settings(place, label), ObjectFixture.RANDOMNESS, Pkcs11KeyVaultTest::isFirst);
            assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, vault::currentKekId);
        }
    }

    private List<String> labels() throws GeneralSecurityException {
        return Collections.list(token(Duration.ZERO).open().store().aliases()).stream()
                .filter(each -> each.startsWith(label))
                .sorted()
                .toList();
    }

    private void delete(String version) throws GeneralSecurityException {
        KeyStore store = token(Duration.ZERO).open().store();
        for (String each : labels()) {
            if (each.startsWith(label + version)) {
                store.deleteEntry(each);
            }
        }
    }

    private void generate(String version, String attributes) throws GeneralSecurityException {
        var session = token(Duration.ZERO)
                .login("attributes(generate, CKO_SECRET_KEY, CKK_AES) = {\nCKA_TOKEN = true\nCKA_LABEL = 0h"
                        + HexFormat.of().formatHex((label + version).getBytes(StandardCharsets.US_ASCII)) + "\n"
                        + attributes + "\n}\n");
        var generator = javax.crypto.KeyGenerator.getInstance("AES", session.provider());
        generator.init(256);
        generator.generateKey();
    }

    private static void assertUnavailable(KeyTrouble trouble, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(trouble));
    }
}
