package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;

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

    private TestToken hsm;

    @BeforeEach
    void writePin() throws IOException {
        hsm = new TestToken(directory);
    }

    @Override
    KeyVault process() {
        return hsm.vault(Duration.ZERO);
    }

    @Test
    void keyDoesNotLeaveTheToken() throws GeneralSecurityException {
        process().currentKekId();
        process().makeKey();
        List<String> labels = labels();
        assertThat(labels).hasSize(2);
        KeyStore store = hsm.token(Duration.ZERO).open().store();
        for (String each : labels) {
            assertThat(each).matches(hsm.label() + "-v[12]-[0-9a-f]{8}");
            assertThat(store.getKey(each, null).getEncoded()).isNull();
        }
    }

    @Test
    void whoOnlyLooksMakesNoKey() throws GeneralSecurityException {
        KeyVault vault = process();
        assertThat(vault.existingKekId()).isEmpty();
        assertThat(labels()).isEmpty();
        assertThat(vault.currentKekId()).isEqualTo(vault.existingKekId().orElseThrow());
    }

    @Test
    void keyThatCanBeReadOutIsNotUsed() throws GeneralSecurityException {
        generate("-v1", "CKA_SENSITIVE = false\nCKA_EXTRACTABLE = true");
        TestToken.assertUnavailable(KeyTrouble.TOKEN_ANSWER, () -> process().currentKekId());
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
        KeyVault running = hsm.vault(Duration.ZERO, make -> false);
        WrappedKey old = process().wrap(BINDING, KEY);
        process().makeKey();
        WrappedKey recent = running.wrap(BINDING, KEY);
        delete("-v1");
        TestToken.assertUnavailable(KeyTrouble.OTHER_KEY, () -> running.unwrap(BINDING, old));
        assertThat(running.unwrap(BINDING, recent)).isEqualTo(KEY);
        delete("-v2");
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                running::currentKekId,
                running::makeKey,
                () -> running.wrap(BINDING, KEY),
                () -> running.unwrap(BINDING, recent))) {
            TestToken.assertUnavailable(KeyTrouble.TOKEN_KEY_MISSING, use);
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
        generate(before.substring(hsm.label().length()), "CKA_SENSITIVE = true\nCKA_EXTRACTABLE = false");
        for (KeyVault vault : List.of(running, process())) {
            TestToken.assertUnavailable(KeyTrouble.OTHER_KEY, () -> vault.unwrap(BINDING, wrapped));
        }
    }

    @Test
    void pinFileThatIsMissingOrOpenToOthersIsADenial() throws IOException {
        Files.delete(hsm.pin());
        TestToken.assertUnavailable(KeyTrouble.TOKEN_DENIED, () -> process().currentKekId());
        Files.writeString(hsm.pin(), TestToken.server()[2]);
        TestToken.assertUnavailable(KeyTrouble.TOKEN_DENIED, () -> process().currentKekId());
    }

    @Test
    void moduleOrSlotThatIsNotThereIsSaidToBe() {
        for (Map.Entry<Path, String> wrong : Map.of(
                        Path.of("/none.so"),
                        "slot=1",
                        Path.of(TestToken.server()[0]),
                        "slot=4",
                        Path.of("/a\"b"),
                        "slot=1")
                .entrySet()) {
            Pkcs11Token.Place place =
                    new Pkcs11Token.Place(wrong.getKey(), wrong.getValue(), hsm.pin(), Pkcs11Settings.NAME);
            KeyVault vault = new Pkcs11KeyVault(
                    new Pkcs11Settings(place, hsm.label()), ObjectFixture.RANDOMNESS, TestToken::isFirst);
            TestToken.assertUnavailable(KeyTrouble.TOKEN_UNREACHABLE, vault::currentKekId);
        }
    }

    private List<String> labels() throws GeneralSecurityException {
        return Collections.list(hsm.token(Duration.ZERO).open().store().aliases()).stream()
                .filter(each -> each.startsWith(hsm.label()))
                .sorted()
                .toList();
    }

    private void delete(String version) throws GeneralSecurityException {
        KeyStore store = hsm.token(Duration.ZERO).open().store();
        for (String each : labels()) {
            if (each.startsWith(hsm.label() + version)) {
                store.deleteEntry(each);
            }
        }
    }

    private void generate(String version, String attributes) throws GeneralSecurityException {
        var session = hsm.token(Duration.ZERO)
                .login("attributes(generate, CKO_SECRET_KEY, CKK_AES) = {\nCKA_TOKEN = true\nCKA_LABEL = 0h"
                        + HexFormat.of().formatHex((hsm.label() + version).getBytes(StandardCharsets.US_ASCII)) + "\n"
                        + attributes + "\n}\n");
        var generator = javax.crypto.KeyGenerator.getInstance("AES", session.provider());
        generator.init(256);
        generator.generateKey();
    }
}
