package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A P-256 key pair of an organisation, in two PEM files that OpenSSL reads. The service never sees the private one, which only
 * its owner can read.
 */
record KeyPairFile(Path path, KeyPair pair) {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** The pair of that name, made if it is not there. */
    static KeyPairFile in(Path directory, String name) throws DemoFailure {
        Path path = directory.resolve(name + ".pem");
        return Files.exists(path) ? read(path) : fresh(directory, name);
    }

    /** A new pair in place of whatever was there. */
    static KeyPairFile fresh(Path directory, String name) throws DemoFailure {
        Path path = directory.resolve(name + ".pem");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Files.createDirectories(directory);
            Files.deleteIfExists(path);
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(path, pem(PRIVATE, pair.getPrivate().getEncoded()), StandardOpenOption.WRITE);
            Files.writeString(publicOf(path), pem(PUBLIC, pair.getPublic().getEncoded()));
            return new KeyPairFile(path, pair);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        } catch (IOException e) {
            throw new DemoFailure("The key " + path + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static KeyPairFile read(Path path) throws DemoFailure {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPairFile(
                    path,
                    new KeyPair(
                            factory.generatePublic(new X509EncodedKeySpec(body(publicOf(path)))),
                            factory.generatePrivate(new PKCS8EncodedKeySpec(body(path)))));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new DemoFailure("The key " + path + " cannot be read: remove it and try again", e);
        }
    }

    private static Path publicOf(Path path) {
        return path.resolveSibling(path.getFileName().toString().replace(".pem", ".pub"));
    }

    static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    private static byte[] body(Path path) throws IOException {
        StringBuilder text = new StringBuilder();
        Files.readAllLines(path, StandardCharsets.US_ASCII).stream()
                .filter(line -> !line.startsWith("-"))
                .forEach(text::append);
        return Base64.getDecoder().decode(text.toString());
    }

    /** DER SubjectPublicKeyInfo, base64. */
    String publicKey() {
        return base64(pair.getPublic().getEncoded());
    }

    /** ECDSA over SHA-256, DER, base64: what {@code openssl dgst -sha256 -sign} makes. */
    String sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of the JDK's own signs", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "KeyPairFile[" + path + "]";
    }
}
