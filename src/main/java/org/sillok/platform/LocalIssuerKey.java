package org.sillok.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * The key of the local token issuer: RSA with 3072 bits in {@code keys/token-issuer.pem}, made on first use. Removing the
 * file makes every token it signed worthless at the next start.
 */
public final class LocalIssuerKey {
    /** The {@code iss} of locally issued tokens. */
    public static final String ISSUER = "urn:sillok:local-issuer";

    private static final int BITS = 3072;
    private static final String HEADER = "-----BEGIN PRIVATE KEY-----";
    private static final String FOOTER = "-----END PRIVATE KEY-----";

    private final RSAPrivateCrtKey key;

    private LocalIssuerKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    static Path file(DataDirectory data) {
        return data.resolve("keys").resolve("token-issuer.pem");
    }

    public static LocalIssuerKey loadOrCreate(DataDirectory data) {
        Path file = file(data);
        try {
            if (Files.notExists(file)) {
                data.folder("keys");
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS);
                String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
                PrivateFiles.write(file, HEADER + "\n" + body + "\n" + FOOTER);
            }
            return load(file);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new StartFailure(
                    "The key of the token issuer in " + file + " cannot be used: put it back from your backup,"
                            + " or remove it to make a new one (all tokens become invalid).",
                    e);
        }
    }

    private static LocalIssuerKey load(Path file) throws IOException, GeneralSecurityException {
        String body =
                PrivateFiles.read(file).replace(HEADER, "").replace(FOOTER, "").strip();
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
        return new LocalIssuerKey(
                (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(encoded));
    }

    PrivateKey privateKey() {
        return key;
    }

    /** What makes the program accept the tokens signed with this key, and no others. */
    public Map<String, String> verifierSettings(String audience) {
        try {
            byte[] publicKey = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                    .getEncoded();
            return Map.of(
                    "quarkus.oidc.tenant-enabled",
                    "true",
                    "quarkus.oidc.public-key",
                    Base64.getEncoder().encodeToString(publicKey),
                    "quarkus.oidc.token.issuer",
                    ISSUER,
                    "quarkus.oidc.token.audience",
                    audience);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
