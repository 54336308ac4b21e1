package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.vault.TransitServer.Mood;

class TransitKeyVaultTest extends KeyVaultContract {
    @TempDir
    Path directory;

    private TransitServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TransitServer("sillok");
        new PrivateFile(token()).create((TransitServer.TOKEN + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path token() {
        return directory.resolve("token");
    }

    @Override
    KeyVault process() {
        return vault(server.address(), Duration.ofSeconds(5));
    }

    private TransitKeyVault vault(URI address, Duration timeout) {
        TransitSettings settings = new TransitSettings(
                address, "transit", "sillok", token(), Optional.of("team"), Optional.empty(), timeout);
        return new TransitKeyVault(settings, ObjectFixture.RANDOMNESS);
    }

    @Test
    void identifiersNameKeyAndVersion() {
        assertThat(process().currentKekId()).isEqualTo("transit-sillok-v1");
        process().makeKey();
        assertThat(process().wrap(BINDING, KEY).kekId()).isEqualTo("transit-sillok-v2");
        assertThat(server.lastNamespace).isEqualTo("team");
    }

    @ParameterizedTest
    @CsvSource({
        "SEALED, VAULT_SEALED",
        "DENYING, VAULT_DENIED",
        "GARBAGE, VAULT_ANSWER",
        "HUGE, VAULT_ANSWER",
        "REDIRECTING, VAULT_ANSWER",
        "SLOW, VAULT_UNREACHABLE",
        "DRIPPING, VAULT_UNREACHABLE"
    })
    void everyFailureHasANameAndEndsWithItsCause(Mood mood, KeyTrouble trouble) {
        KeyVault vault = vault(server.address(), Duration.ofSeconds(1));
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        server.mood = mood;
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                vault::currentKekId,
                vault::makeKey,
                () -> vault.wrap(BINDING, KEY),
                () -> vault.unwrap(BINDING, wrapped))) {
            assertUnavailable(trouble, use);
        }
        server.mood = Mood.GOOD;
        assertThat(vault.unwrap(BINDING, wrapped)).isEqualTo(KEY);
        assertThat(vault.currentKekId()).isEqualTo(wrapped.kekId());
    }

    @ParameterizedTest
    @CsvSource({"FAILING_TWICE", "THROTTLING_TWICE"})
    void whatPassesIsTriedAgain(Mood mood) {
        server.mood = mood;
        KeyVault vault = process();
        assertThat(vault.unwrap(BINDING, vault.wrap(BINDING, KEY))).isEqualTo(KEY);
    }

    @Test
    void serverThatIsNotThereIsSaidToBe() {
        URI address = server.address();
        server.close();
        assertUnavailable(
                KeyTrouble.VAULT_UNREACHABLE,
                () -> vault(address, Duration.ofSeconds(2)).currentKekId());
    }

    @ParameterizedTest
    @CsvSource({"WRONG_PLAINTEXT", "WRONG_CIPHERTEXT"})
    void keyThatTheServerWouldLoseIsNotGivenOut(Mood mood) {
        server.mood = mood;
        assertUnavailable(KeyTrouble.VAULT_ANSWER, () -> process().wrap(BINDING, KEY));
    }

    @Test
    void wrongPlaintextOpensNothing() {
        WrappedKey wrapped = process().wrap(BINDING, KEY);
        server.mood = Mood.WRONG_PLAINTEXT;
        assertThatThrownBy(() -> process().unwrap(BINDING, wrapped)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void missingKeyIsNotMadeByUsingIt() {
        WrappedKey wrapped = process().wrap(BINDING, KEY);
        Map<String, List<byte[]>> keys = server.exchange(Map.of());
        assertUnavailable(KeyTrouble.VAULT_KEY_MISSING, () -> process().wrap(BINDING, KEY));
        assertUnavailable(KeyTrouble.VAULT_KEY_MISSING, () -> process().unwrap(BINDING, wrapped));
        assertUnavailable(KeyTrouble.VAULT_KEY_MISSING, () -> process().makeKey());
        assertThat(server.exchange(keys)).isEmpty();
        assertThat(process().unwrap(BINDING, wrapped)).isEqualTo(KEY);
    }

    @Test
    void versionThatTheServerDoesNotDecryptAnyMoreIsUnavailableAndNotBroken() {
        WrappedKey wrapped = process().wrap(BINDING, KEY);
        process().makeKey();
        server.minDecryptionVersion = 2;
        assertUnavailable(KeyTrouble.OTHER_KEY, () -> process().unwrap(BINDING, wrapped));
        server.minDecryptionVersion = 1;
        assertThat(process().unwrap(BINDING, wrapped)).isEqualTo(KEY);
    }

    @Test
    void tokenIsReadForEachRequest() throws IOException {
        KeyVault vault = process();
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        for (String bad : List.of("hvs.expired", "", "two words", "line\nbreak")) {
            Files.writeString(token(), bad);
            assertUnavailable(KeyTrouble.VAULT_DENIED, () -> vault.unwrap(BINDING, wrapped));
        }
        Files.writeString(token(), TransitServer.TOKEN);
        assertThat(vault.unwrap(BINDING, wrapped)).isEqualTo(KEY);
        Files.setPosixFilePermissions(token(), PosixFilePermissions.fromString("rw-r--r--"));
        assertUnavailable(KeyTrouble.VAULT_DENIED, () -> vault.unwrap(BINDING, wrapped));
        Files.delete(token());
        assertUnavailable(KeyTrouble.VAULT_DENIED, () -> vault.unwrap(BINDING, wrapped));
    }

    @Test
    void keysOfAnotherKindOfVaultStillOpenAndNewOnesGoToTheCurrentOne() {
        KeyVault file = new LocalKeyVault(new KekFile(directory.resolve("kek")), ObjectFixture.RANDOMNESS, () -> true);
        KeyVault transit = process();
        KeyVault both = new KeyVaults(transit, Map.of(LocalKeyVault.PREFIX, file, TransitKeyVault.PREFIX, transit));
        WrappedKey old = file.wrap(BINDING, KEY);
        assertThat(both.unwrap(BINDING, old)).isEqualTo(KEY);
        assertThat(both.wrap(BINDING, KEY).kekId()).startsWith(TransitKeyVault.PREFIX);
        KeyVault alone = new KeyVaults(transit, Map.of(TransitKeyVault.PREFIX, transit));
        assertUnavailable(KeyTrouble.NOT_CONFIGURED, () -> alone.unwrap(BINDING, old));
    }

    private static void assertUnavailable(KeyTrouble trouble, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(trouble))
                .message()
                .doesNotContain(TransitServer.TOKEN)
                .doesNotContain("welcome");
    }
}
