package org.sillok.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a thief of the key file could do: the one secret that makes tokens. */
public final class SignedHere {
    private SignedHere() {}

    public static PrivateKey key() throws IOException, GeneralSecurityException {
        Path file = Path.of(
                ConfigProvider.getConfig().getValue("sillok.data-dir", String.class), "keys", "token-issuer.pem");
        String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }
}
