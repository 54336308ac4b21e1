package org.sillok.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/** SHA-256 and SHA-512 (FIPS 180-4). */
public final class Sha2 {
    private Sha2() {}

    /** The digest of the parts one after the other. The caller separates parts where their borders matter. */
    public static Digest sha256(byte[]... parts) {
        return Digest.sha256(digest(newSha256(), parts));
    }

    public static Digest sha256(Bytes bytes) {
        return sha256(bytes.toArray());
    }

    /** The digest of the parts one after the other. The caller separates parts where their borders matter. */
    public static Digest sha512(byte[]... parts) {
        return Digest.sha512(digest(newSha512(), parts));
    }

    /** A fresh, empty computation, for streams. */
    public static MessageDigest newSha256() {
        return algorithm("SHA-256");
    }

    /** A fresh, empty computation, for streams. */
    public static MessageDigest newSha512() {
        return algorithm("SHA-512");
    }

    private static byte[] digest(MessageDigest digest, byte[]... parts) {
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks " + name, e);
        }
    }
}
