package org.sillok.crypto;

import java.io.IOException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.sillok.kernel.Bytes;

/** What kind of key somebody's key for encryption is, in words. */
public final class RecipientKeyType {
    private RecipientKeyType() {}

    /**
     * For example {@code RSA-3072} or {@code P-384}.
     *
     * @param spki of a {@link RecipientCertificate}
     * @throws IllegalArgumentException if it is none
     */
    public static String of(Bytes spki) {
        AsymmetricKeyParameter key;
        try {
            key = PublicKeyFactory.createKey(spki.toArray());
        } catch (IOException e) {
            throw new IllegalArgumentException("not a public key", e);
        }
        if (key instanceof RSAKeyParameters rsa) {
            return "RSA-" + rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKeyParameters point) {
            return "P-" + point.getParameters().getCurve().getFieldSize();
        }
        throw new IllegalArgumentException("neither RSA nor on a curve");
    }
}
