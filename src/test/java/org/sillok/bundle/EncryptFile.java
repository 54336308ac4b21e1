package org.sillok.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.sillok.crypto.RecipientCertificate;
import org.sillok.crypto.RecipientCertificateException;
import org.sillok.crypto.RecipientEncryption;
import org.sillok.kernel.Bytes;

/**
 * Encrypts a file for a certificate, for programs that nobody here wrote:
 * {@code CERTIFICATE IN OUT LENGTH}, in parts of that length, to {@code OUT.1.cms} and so on.
 */
final class EncryptFile {
    private EncryptFile() {}

    public static void main(String[] arguments) throws IOException, RecipientCertificateException {
        RecipientCertificate recipient =
                RecipientCertificate.read(Bytes.of(Files.readAllBytes(Path.of(arguments[0]))), Instant.now());
        try (InputStream in = Files.newInputStream(Path.of(arguments[1]));
                OutputStream encrypted = RecipientEncryption.inParts(
                        recipient,
                        new SecureRandom(),
                        Long.parseLong(arguments[3]),
                        number -> new BufferedOutputStream(
                                Files.newOutputStream(Path.of(arguments[2] + "." + number + ".cms"))))) {
            in.transferTo(encrypted);
        }
    }
}
