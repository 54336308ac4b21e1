package org.sillok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PassphraseContainerTest {
    private static final char[] PASSPHRASE = "correct horse 말 battery".toCharArray();
    private static final char[] OTHER = "correct horse 말 batterz".toCharArray();

    private final SecureRandom random = new SecureRandom();
    private final PassphraseContainer container = new PassphraseContainer(PASSPHRASE, random);

    @TempDir
    Path folder;

    @Test
    void whatWasSealedOpensUnderTheSamePassphraseAlone() throws Exception {
        for (int length : new int[] {0, 1, 15, 16, 17, 65_536, 1_000_003}) {
            byte[] bytes = bytes(length);
            byte[] sealed = stream(bytes);
            assertThat(other().opening(new ByteArrayInputStream(sealed)).readAllBytes())
                    .isEqualTo(bytes);
        }
        byte[] sealed = stream(bytes(100_000));
        assertThatThrownBy(() -> new PassphraseContainer(OTHER, random)
                        .opening(new ByteArrayInputStream(sealed))
                        .readAllBytes())
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(CiphertextInvalidException.class),
                        thrown -> assertThat(thrown).isInstanceOf(IOException.class));
    }

    @Test
    void aFewBytesAreAuthenticatedBitByBit() throws Exception {
        byte[] bytes = bytes(32);
        byte[] sealed = container.seal(bytes);
        assertThat(other().open(sealed)).isEqualTo(bytes);
        assertThatThrownBy(() -> new PassphraseContainer(OTHER, random).open(sealed))
                .isInstanceOf(CiphertextInvalidException.class);
        // From behind: ciphertext and tag, where no change shows in the structure.
        for (int at = sealed.length - 40; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> container.open(changed))
                    .as("byte " + at)
                    .isInstanceOf(CiphertextInvalidException.class);
        }
        assertThatThrownBy(() -> container.open(new byte[] {1, 2, 3})).isInstanceOf(CiphertextInvalidException.class);
    }

    @Test
    void openSslOpensBothWithThePassphraseAlone() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is missing");
        byte[] bytes = bytes(200_000);
        assertThat(openSsl(stream(bytes))).isEqualTo(bytes);
        assertThat(openSsl(container.seal(bytes(32)))).isEqualTo(bytes(32));
    }

    @Test
    void whatOneInstanceSealsHasOneSaltAndNothingElseInCommon() throws Exception {
        byte[] bytes = bytes(1_000);
        byte[] one = stream(bytes);
        byte[] two = stream(bytes);
        assertThat(salt(one)).hasSize(16).isEqualTo(salt(two));
        assertThat(salt(one)).isEqualTo(salt(stream(bytes(7)))).isNotEqualTo(salt(other().seal(bytes)));
        assertThat(Hex.toHexString(one).substring(one.length))
                .isNotEqualTo(Hex.toHexString(two).substring(two.length));
    }

    /** An instance that has derived nothing yet. */
    private PassphraseContainer other() {
        return new PassphraseContainer(PASSPHRASE, random);
    }

    /** Of PBKDF2-params: OCTET STRING of 16 bytes after the object identifier 1.2.840.113549.1.5.12 and its sequence. */
    private static byte[] salt(byte[] sealed) {
        String hex = Hex.toHexString(sealed);
        int at = hex.indexOf("06092a864886f70d01050c") + 22;
        int salt = hex.indexOf("0410", at);
        return Hex.decode(hex.substring(salt + 4, salt + 36));
    }

    private byte[] openSsl(byte[] container) throws Exception {
        Path sealed = Files.write(folder.resolve("sealed.cms"), container);
        Path plain = folder.resolve("plain");
        Process process = new ProcessBuilder(
                        "openssl",
                        "cms",
                        "-decrypt",
                        "-binary",
                        "-inform",
                        "DER",
                        "-in",
                        sealed.toString(),
                        "-out",
                        plain.toString(),
                        "-pwri_password",
                        new String(PASSPHRASE))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Files.readAllBytes(plain);
    }

    private byte[] stream(byte[] bytes) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = container.sealing(sealed)) {
            out.write(bytes);
        }
        return sealed.toByteArray();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
