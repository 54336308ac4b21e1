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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PassphraseContainerTest {
    private static final char[] PASSPHRASE = "correct horse 말 battery".toCharArray();
    private static final char[] OTHER = "correct horse 말 batterz".toCharArray();

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    @Test
    void whatWasSealedOpensUnderTheSamePassphraseAlone() throws Exception {
        for (int length : new int[] {0, 1, 15, 16, 17, 65_536, 1_000_003}) {
            byte[] bytes = bytes(length);
            byte[] sealed = stream(bytes);
            assertThat(PassphraseContainer.opening(new ByteArrayInputStream(sealed), PASSPHRASE)
                            .readAllBytes())
                    .isEqualTo(bytes);
        }
        byte[] sealed = stream(bytes(100_000));
        assertThatThrownBy(() -> PassphraseContainer.opening(new ByteArrayInputStream(sealed), OTHER)
                        .readAllBytes())
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(CiphertextInvalidException.class),
                        thrown -> assertThat(thrown).isInstanceOf(IOException.class));
    }

    @Test
    void aFewBytesAreAuthenticatedBitByBit() throws Exception {
        byte[] bytes = bytes(32);
        byte[] sealed = PassphraseContainer.seal(bytes, PASSPHRASE, random);
        assertThat(PassphraseContainer.open(sealed, PASSPHRASE)).isEqualTo(bytes);
        assertThatThrownBy(() -> PassphraseContainer.open(sealed, OTHER))
                .isInstanceOf(CiphertextInvalidException.class);
        // From behind: ciphertext and tag, where no change shows in the structure.
        for (int at = sealed.length - 40; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> PassphraseContainer.open(changed, PASSPHRASE))
                    .as("byte " + at)
                    .isInstanceOf(CiphertextInvalidException.class);
        }
        assertThatThrownBy(() -> PassphraseContainer.open(new byte[] {1, 2, 3}, PASSPHRASE))
                .isInstanceOf(CiphertextInvalidException.class);
    }

    @Test
    void openSslOpensBothWithThePassphraseAlone() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is missing");
        byte[] bytes = bytes(200_000);
        assertThat(openSsl(stream(bytes))).isEqualTo(bytes);
        assertThat(openSsl(PassphraseContainer.seal(bytes(32), PASSPHRASE, random)))
                .isEqualTo(bytes(32));
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
        try (OutputStream out = PassphraseContainer.sealing(sealed, PASSPHRASE, random)) {
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
