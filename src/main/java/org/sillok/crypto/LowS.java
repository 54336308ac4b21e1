package org.sillok.crypto;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** Brings a P-256 signature that was made elsewhere into the one form that {@link P256PublicKey} accepts. */
public final class LowS {
    private LowS() {}

    /** The signature in DER with the lower of its two possible {@code s}; both are equally valid. */
    public static byte[] of(byte[] der) throws KeyFormatException {
        try {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(P256.ORDER, der);
            BigInteger s = rs[1].compareTo(P256.HALF_ORDER) > 0 ? P256.ORDER.subtract(rs[1]) : rs[1];
            return StandardDSAEncoding.INSTANCE.encode(P256.ORDER, rs[0], s);
        } catch (IOException | RuntimeException e) {
            throw new KeyFormatException("not an ECDSA signature in DER");
        }
    }
}
