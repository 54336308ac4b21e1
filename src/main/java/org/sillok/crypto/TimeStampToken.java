package org.sillok.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.tsp.GenTimeAccuracy;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampTokenInfo;
import org.sillok.crypto.TimeStampException.Reason;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * A time-stamp token (RFC 3161, 2.4.2). Reading one proves nothing: {@link #verify} does. Everything in a token is either
 * covered by a signature or refused, so that no part of it can be changed or added on the way.
 */
public final class TimeStampToken {
    /** More than any response with a chain of certificates has. */
    public static final int MAX_BYTES = 64 * 1024;

    private final Bytes bytes;
    private final TokenSignature signature;
    private final TimeStampTokenInfo info;

    private TimeStampToken(Bytes bytes, TokenSignature signature) throws TimeStampException {
        this.bytes = bytes;
        this.signature = signature;
        this.info = signature.info();
        TSTInfo structure = info.toASN1Structure();
        if (!structure.getVersion().hasValue(1)
                || (structure.getExtensions() != null
                        && structure.getExtensions().hasAnyCriticalExtensions())) {
            throw new TimeStampException(Reason.MALFORMED, "not a time-stamp of version 1");
        }
    }

    /** Reads a token, which must be all of {@code der}. */
    public static TimeStampToken parse(byte[] der) throws TimeStampException {
        try {
            return of(ContentInfo.getInstance(structure(der)), Bytes.of(der));
        } catch (IllegalArgumentException e) {
            throw new TimeStampException(Reason.MALFORMED, "not a time-stamp token", e);
        }
    }

    /** Reads the token in a response, without regard to any request: for one that was archived. */
    public static TimeStampToken parseResponse(byte[] der) throws TimeStampException {
        TimeStampResp response;
        ContentInfo token;
        byte[] bytes;
        try {
            response = TimeStampResp.getInstance(structure(der));
            token = response.getTimeStampToken();
            BigInteger status = response.getStatus().getStatus();
            boolean granted = status.equals(BigInteger.valueOf(PKIStatus.GRANTED))
                    || status.equals(BigInteger.valueOf(PKIStatus.GRANTED_WITH_MODS));
            if (!granted || token == null || response.getStatus().getFailInfo() != null) {
                throw new TimeStampException(Reason.NOT_GRANTED, "the authority granted no time-stamp");
            }
            bytes = token.getEncoded(ASN1Encoding.DL);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | IOException e) {
            throw new TimeStampException(Reason.MALFORMED, "not a response to a time-stamp request", e);
        }
        return of(token, Bytes.of(bytes));
    }

    /**
     * Reads the token in the response to {@code request} and holds it against that.
     *
     * @throws TimeStampException also if nonce, imprint or policy are not those of the request
     */
    public static TimeStampToken parseResponse(byte[] der, TimeStampRequest request) throws TimeStampException {
        TimeStampToken token = parseResponse(der);
        BigInteger nonce = token.info.getNonce();
        if (nonce == null || !nonce.equals(request.number())) {
            throw new TimeStampException(Reason.WRONG_NONCE, "the response is to another request");
        }
        token.checkImprint(request.imprint());
        if (request.policy() != null && !request.policy().equals(token.policy())) {
            throw new TimeStampException(Reason.WRONG_POLICY, "the time-stamp is under another policy");
        }
        return token;
    }

    private static ASN1Primitive structure(byte[] der) throws TimeStampException {
        if (der.length > MAX_BYTES) {
            throw new TimeStampException(Reason.TOO_LONG, "longer than any time-stamp");
        }
        try {
            ASN1Primitive structure = ASN1Primitive.fromByteArray(der);
            // Definite lengths in their shortest form: one encoding for one meaning. Sets stay in the order they came
            // in,
            // because authorities do not sort their certificates.
            if (structure == null || !Arrays.equals(structure.getEncoded(ASN1Encoding.DL), der)) {
                throw new TimeStampException(Reason.MALFORMED, "not in the one accepted encoding");
            }
            return structure;
        } catch (IOException | RuntimeException e) {
            throw new TimeStampException(Reason.MALFORMED, "not ASN.1", e);
        }
    }

    private static TimeStampToken of(ContentInfo content, Bytes bytes) throws TimeStampException {
        try {
            return new TimeStampToken(bytes, TokenSignature.read(content));
        } catch (IOException | TSPException | RuntimeException e) {
            throw new TimeStampException(Reason.MALFORMED, "not a time-stamp token", e);
        }
    }

    /**
     * Verifies the token completely: imprint, signature, the signer's certificate and its purpose, and, if {@code roots}
     * are given, every certificate up to one of them at the claimed time. Needs no network and no clock, so that it gives
     * the same answer in twenty years.
     *
     * @param imprint the SHA-512 digest of the stamped bytes
     * @param lists revocation lists got at the time; what they say is respected, what they do not cover stays open
     */
    public SignedTime verify(Digest imprint, TimeStampRoots roots, List<RevocationList> lists)
            throws TimeStampException {
        checkImprint(imprint);
        X509Certificate signer = signature.verify();
        String authority = signer.getSubjectX500Principal().getName();
        if (roots.isEmpty()) {
            CertificatePath.checkAmongThemselves(signature.certificates());
            return new SignedTime.ByUnknownAuthority(time(), accuracy(), authority);
        }
        CertificatePath path = CertificatePath.build(signer, signature.certificates(), roots, time());
        return new SignedTime.Proven(time(), accuracy(), authority, path.checkRevocation(lists, time()));
    }

    private void checkImprint(Digest imprint) throws TimeStampException {
        if (imprint.algorithm() != Digest.Algorithm.SHA_512
                || !info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha512)
                || !Arrays.equals(info.getMessageImprintDigest(), imprint.toArray())) {
            throw new TimeStampException(Reason.WRONG_IMPRINT, "the time-stamp is over other bytes");
        }
    }

    /** The token as it came, DER. */
    public Bytes bytes() {
        return bytes;
    }

    /** The time that the token claims; believe it only after {@link #verify}. */
    public Instant time() {
        return info.getGenTime().toInstant();
    }

    /** The object identifier of the policy that it was made under. */
    public String policy() {
        return info.getPolicy().getId();
    }

    private Duration accuracy() {
        GenTimeAccuracy accuracy = info.getGenTimeAccuracy();
        return accuracy == null
                ? Duration.ZERO
                : Duration.ofSeconds(accuracy.getSeconds())
                        .plusMillis(accuracy.getMillis())
                        .plusNanos(accuracy.getMicros() * 1_000L);
    }
}
