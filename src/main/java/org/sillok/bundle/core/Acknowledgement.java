package org.sillok.bundle.core;

import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/** What a recipient signs with the registered key of its organisation, to say which bytes it holds. */
public final class Acknowledgement {
    private static final String TAG = "sillok/acknowledgement/1";

    private Acknowledgement() {}

    /**
     * The exact bytes to sign, in ASCII: the tag, the bundle and the digest as base64url, with a line feed between them and none
     * at the end.
     *
     * @param archive SHA-256 of the whole archive after its decryption
     */
    public static Bytes text(BundleId bundle, Digest archive) {
        if (archive.algorithm() != Digest.Algorithm.SHA_256) {
            throw new IllegalArgumentException("SHA-256 of the archive");
        }
        return Bytes.utf8(TAG + "\n" + bundle + "\n" + archive.base64Url());
    }
}
