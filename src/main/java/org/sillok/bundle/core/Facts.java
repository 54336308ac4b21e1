package org.sillok.bundle.core;

import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/** What must be true of a file that goes into a bundle, known before its first byte is read. */
public record Facts(long length, Digest sha256, Digest sha512) {
    public Facts {
        if (length < 0
                || sha256.algorithm() != Digest.Algorithm.SHA_256
                || sha512.algorithm() != Digest.Algorithm.SHA_512) {
            throw new IllegalArgumentException("a length, a SHA-256 and a SHA-512");
        }
    }

    /** The facts about bytes at hand. */
    public static Facts of(Bytes bytes) {
        byte[] array = bytes.toArray();
        return new Facts(array.length, Sha2.sha256(array), Sha2.sha512(array));
    }
}
