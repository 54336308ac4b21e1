package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A real module with a token, named by {@code SILLOK_TEST_PKCS11}: its path, the number of the slot and the PIN, with blanks between. While
 * the file {@code REMOVABLE_AWAY} exists, the module behaves as if the token was taken out ({@code .ci/pkcs11/removable.c}).
 *
 * @param label of the keys of one test
 */
record TestToken(Path directory, String label) {
    TestToken(Path directory) throws IOException {
        this(directory, "test" + HexFormat.of().formatHex(ObjectFixture.RANDOMNESS.bytes(6)));
        new PrivateFile(pin()).create((server()[2] + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    static String[] server() {
        return System.getenv("SILLOK_TEST_PKCS11").split(" ");
    }

    /** A file that tells the module how to behave. */
    static Path beside(String end) {
        return Path.of(System.getenv("REMOVABLE_AWAY") + end);
    }

    Path pin() {
        return directory.resolve("pin");
    }

    Pkcs11Token.Place place() {
        return new Pkcs11Token.Place(Path.of(server()[0]), "slot=" + server()[1], pin(), Pkcs11Settings.NAME);
    }

    Pkcs11Token token(Duration pause) {
        return new Pkcs11Token(place(), pause);
    }

    Pkcs11KeyVault vault(Duration pause) {
        return vault(pause, TestToken::isFirst);
    }

    Pkcs11KeyVault vault(Duration pause, Predicate<Runnable> first) {
        return new Pkcs11KeyVault(
                new Pkcs11Settings(place(), label), token(pause), Duration.ZERO, ObjectFixture.RANDOMNESS, first);
    }

    static boolean isFirst(Runnable make) {
        make.run();
        return true;
    }

    static void assertUnavailable(KeyTrouble trouble, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(trouble));
    }
}
