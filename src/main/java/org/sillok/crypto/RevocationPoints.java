package org.sillok.crypto;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where a certificate says that its issuer publishes revocation lists (RFC 5280, 4.2.1.13). */
final class RevocationPoints {
    private static final int MOST = 4;
    private static final int LONGEST = 1_000;

    private RevocationPoints() {}

    /** The addresses with the scheme {@code http}, at most four; a malformed extension names none. */
    static List<String> of(X509Certificate certificate) {
        byte[] value = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        List<String> addresses = new ArrayList<>();
        if (value == null) {
            return addresses;
        }
        try {
            CRLDistPoint points =
                    CRLDistPoint.getInstance(ASN1OctetString.getInstance(value).getOctets());
            for (DistributionPoint point : points.getDistributionPoints()) {
                DistributionPointName name = point.getDistributionPoint();
                if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                    addHttp(GeneralNames.getInstance(name.getName()), addresses);
                }
            }
        } catch (RuntimeException e) {
            return List.of();
        }
        return addresses.subList(0, Math.min(MOST, addresses.size()));
    }

    private static void addHttp(GeneralNames names, List<String> addresses) {
        for (GeneralName name : names.getNames()) {
            if (name.getTagNo() == GeneralName.uniformResourceIdentifier
                    && name.getName() instanceof ASN1String address
                    && address.getString().startsWith("http://")
                    && address.getString().length() <= LONGEST) {
                addresses.add(address.getString());
            }
        }
    }
}
