package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.storage.S3Failure.Kind;

class S3FailureTest {
    @TempDir
    Path folder;

    @Test
    void onlyAnUntrustedCertificateIsCalledOne() {
        SSLException untrusted = new SSLHandshakeException("no path");
        untrusted.initCause(new CertificateException("unknown authority"));
        assertThat(S3Failure.of(untrusted).kind()).isEqualTo(Kind.CERTIFICATE);
        assertThat(S3Failure.of(new SSLPeerUnverifiedException("another host")).kind())
                .isEqualTo(Kind.CERTIFICATE);
        SSLException broken = new SSLHandshakeException("closed");
        broken.initCause(new EOFException("closed"));
        assertThat(S3Failure.of(broken).kind()).isEqualTo(Kind.BUSY);
        assertThat(S3Failure.of(new SSLException("reset")).kind()).isEqualTo(Kind.BUSY);
    }

    @Test
    void allRequestsThatARotationRefusesMayGoOn() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "before");
        S3Credentials credentials = new S3Credentials(
                TestS3.configOf(Map.of("access-key", TestS3.ACCESS, "secret-key-file", secret.toString())));
        long used = credentials.generation();
        assertThat(credentials.refused(used)).as("nothing else is there yet").isFalse();
        Files.writeString(secret, "afterwards");
        assertThat(credentials.refused(used)).isTrue();
        assertThat(credentials.refused(used))
                .as("a second one, refused together")
                .isTrue();
        assertThat(credentials.refused(credentials.generation())).isFalse();
        assertThat(credentials.fetch().secretKey()).isEqualTo("afterwards");
    }
}
