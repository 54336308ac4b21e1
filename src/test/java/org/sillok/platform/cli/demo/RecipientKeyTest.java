package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.RecipientCertificate;
import org.sillok.crypto.RecipientEncryption;
import org.sillok.kernel.Bytes;

class RecipientKeyTest {
    private static final byte[] MESSAGE = "invented".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void whatIsEncryptedToTheCertificateIsOpenedWithTheKey() throws Exception {
        RecipientKey key = RecipientKey.of(KeyPairFile.in(directory, "key"));
        byte[] sealed = encrypted(key);

        assertThat(key.decrypt(sealed)).isEqualTo(MESSAGE);
        // The authentication tag; behind it there are six bytes that end three nested values.
        sealed[sealed.length - 7] ^= 1;
        assertThatThrownBy(() -> key.decrypt(sealed)).isInstanceOf(DemoFailure.class);
    }

    @Test
    void theNextRunHasTheSameKeyAndCertificate() throws Exception {
        RecipientKey first = RecipientKey.of(KeyPairFile.in(directory, "key"));
        RecipientKey again = RecipientKey.of(KeyPairFile.in(directory, "key"));

        assertThat(again.pem()).isEqualTo(first.pem());
        assertThat(again.decrypt(encrypted(first))).isEqualTo(MESSAGE);
    }

    @Test
    void aFreshKeyHasACertificateOfItsOwn() throws Exception {
        RecipientKey first = RecipientKey.of(KeyPairFile.in(directory, "key"));
        RecipientKey fresh = RecipientKey.of(KeyPairFile.fresh(directory, "key"));

        assertThat(fresh.decrypt(encrypted(fresh))).isEqualTo(MESSAGE);
        assertThatThrownBy(() -> fresh.decrypt(encrypted(first))).isInstanceOf(DemoFailure.class);
    }

    @Test
    void onlyTheOwnerReadsAPrivateKeyAndItSigns() throws Exception {
        KeyPairFile key = KeyPairFile.in(directory, "key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.path())))
                .isEqualTo("rw-------");
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(key.pair().getPublic());
        check.update(MESSAGE);
        assertThat(check.verify(Base64.getDecoder().decode(key.sign(MESSAGE)))).isTrue();
    }

    private static byte[] encrypted(RecipientKey key) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        RecipientCertificate certificate = RecipientCertificate.read(Bytes.utf8(key.pem()), Instant.now());
        try (OutputStream out = RecipientEncryption.open(certificate, new SecureRandom(), sealed)) {
            out.write(MESSAGE);
        }
        return sealed.toByteArray();
    }
}
