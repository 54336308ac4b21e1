package org.sillok.log.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * The only form of leaf: a Rekor v2 {@code hashedrekord} 0.0.2 entry in RFC 8785 form, with a P-256 key. It says that a
 * key signed a digest, and nothing else.
 */
public record HashedRekordLeaf(Digest sha256, Bytes signatureDer, Bytes spki) {
    // RFC 8785 fixes the order of the members and leaves no choice of white space, so the entry is a template. Base64
    // needs no JSON escapes.
    private static final String BEFORE_DIGEST =
            "{\"apiVersion\":\"0.0.2\",\"kind\":\"hashedrekord\",\"spec\":{\"hashedRekordV002\":"
                    + "{\"data\":{\"algorithm\":\"SHA2_256\",\"digest\":\"";
    private static final String BEFORE_SIGNATURE = "\"},\"signature\":{\"content\":\"";
    private static final String BEFORE_KEY =
            "\",\"verifier\":{\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\",\"publicKey\":{\"rawBytes\":\"";
    private static final String END = "\"}}}}}}";
    private static final int MAX_PART = 1024;

    public HashedRekordLeaf {
        if (sha256.algorithm() != Digest.Algorithm.SHA_256) {
            throw new IllegalArgumentException("the digest is not SHA-256");
        }
        if (isOutOfBounds(signatureDer) || isOutOfBounds(spki)) {
            throw new IllegalArgumentException("signature and key have 1 to " + MAX_PART + " bytes");
        }
    }

    /** The entry's exact bytes for a statement's digest, its DER signature, and the signer's key. */
    public static byte[] of(Digest sha256, byte[] signatureDer, byte[] spki) {
        return new HashedRekordLeaf(sha256, Bytes.of(signatureDer), Bytes.of(spki)).bytes();
    }

    public byte[] bytes() {
        String text = BEFORE_DIGEST
                + base64(sha256.toArray())
                + BEFORE_SIGNATURE
                + base64(signatureDer.toArray())
                + BEFORE_KEY
                + base64(spki.toArray())
                + END;
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads {@link #bytes()} back. Does not verify the signature. */
    public static HashedRekordLeaf parse(byte[] bytes) throws InvalidEntryException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int signature = text.indexOf(BEFORE_SIGNATURE);
        int key = text.indexOf(BEFORE_KEY, Math.max(signature, 0));
        if (!text.startsWith(BEFORE_DIGEST) || signature < BEFORE_DIGEST.length() || key < 0 || !text.endsWith(END)) {
            throw new InvalidEntryException("not a hashedrekord 0.0.2 entry with a P-256 key");
        }
        int signatureStart = signature + BEFORE_SIGNATURE.length();
        int keyStart = key + BEFORE_KEY.length();
        int end = text.length() - END.length();
        if (signatureStart > key || keyStart > end) {
            throw new InvalidEntryException("not a hashedrekord 0.0.2 entry with a P-256 key");
        }
        try {
            return new HashedRekordLeaf(
                    Digest.sha256(StrictBase64.decode(text.substring(BEFORE_DIGEST.length(), signature))),
                    Bytes.of(StrictBase64.decode(text.substring(signatureStart, key))),
                    Bytes.of(StrictBase64.decode(text.substring(keyStart, end))));
        } catch (InvalidNoteException | IllegalArgumentException e) {
            throw new InvalidEntryException("a hashedrekord entry with an impossible digest, signature or key");
        }
    }

    private static boolean isOutOfBounds(Bytes part) {
        return part.length() == 0 || part.length() > MAX_PART;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
