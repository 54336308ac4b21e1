package org.sillok.crypto;

import java.math.BigInteger;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;

/** The curve NIST P-256 (secp256r1) and the bounds of a signature's numbers. */
final class P256 {
    // The custom curve is several times faster than the generic one of the same name.
    static final ECNamedDomainParameters DOMAIN = new ECNamedDomainParameters(
            SECObjectIdentifiers.secp256r1, CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));
    static final BigInteger ORDER = DOMAIN.getN();
    static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    private P256() {}
}
