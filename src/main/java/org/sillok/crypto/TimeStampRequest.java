package org.sillok.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * What an authority is asked to stamp (RFC 3161, 2.4.1): a SHA-512 imprint with a nonce, its certificates wanted.
 *
 * @param nonce random bytes, at least eight: they tie an answer to this question
 * @param policy the object identifier of the policy to stamp under, or null for the authority's default
 */
public record TimeStampRequest(
        Digest imprint, Bytes nonce, @Nullable String policy) {
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,15})){1,20}");
    private static final int SHORTEST_NONCE = 8;
    private static final int LONGEST_NONCE = 32;

    public TimeStampRequest {
        if (imprint.algorithm() != Digest.Algorithm.SHA_512) {
            throw new IllegalArgumentException("an imprint is a SHA-512 digest");
        }
        if (nonce.length() < SHORTEST_NONCE || nonce.length() > LONGEST_NONCE) {
            throw new IllegalArgumentException("a nonce has 8 to 32 bytes");
        }
        if (policy != null && !isPolicy(policy)) {
            throw new IllegalArgumentException("a policy is an object identifier");
        }
    }

    /** Whether a text is an object identifier in dotted form. */
    public static boolean isPolicy(String text) {
        return OID.matcher(text).matches() && ASN1ObjectIdentifier.tryFromID(text) != null;
    }

    /** The request as it is sent, DER. */
    public byte[] der() {
        AlgorithmIdentifier sha512 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512, DERNull.INSTANCE);
        TimeStampReq request = new TimeStampReq(
                new MessageImprint(sha512, imprint.toArray()),
                policy == null ? null : new ASN1ObjectIdentifier(policy),
                new ASN1Integer(number()),
                ASN1Boolean.TRUE,
                null);
        try {
            return request.getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException("a request has an encoding", e);
        }
    }

    BigInteger number() {
        return new BigInteger(1, nonce.toArray());
    }
}
