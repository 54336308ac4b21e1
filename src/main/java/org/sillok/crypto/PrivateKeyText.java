package org.sillok.crypto;

import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * Recognises a private key that somebody sends where a public key or a certificate is meant, so that it can be told at once:
 * PEM of any kind, also beside a certificate, and base64 of PKCS #8 (encrypted or not), PKCS #1, SEC 1 and PKCS #12.
 */
public final class PrivateKeyText {
    private static final int VERSION_BITS = 8;

    private PrivateKeyText() {}

    public static boolean isIn(String text) {
        return text.toUpperCase(Locale.ROOT).contains("PRIVATE KEY") || isDer(text);
    }

    /** They all begin with a version, a small number; an encrypted key is an algorithm and bytes. */
    private static boolean isDer(String text) {
        try {
            ASN1Primitive read = ASN1Primitive.fromByteArray(Base64.getDecoder().decode(text.replaceAll("\\s", "")));
            return read instanceof ASN1Sequence parts
                    && parts.size() >= 2
                    && (parts.getObjectAt(0) instanceof ASN1Integer version
                            ? version.getValue().bitLength() <= VERSION_BITS
                            : parts.size() == 2
                                    && parts.getObjectAt(0) instanceof ASN1Sequence
                                    && parts.getObjectAt(1) instanceof ASN1OctetString);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
