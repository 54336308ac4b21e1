package org.sillok.vault;

import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.ObjectName;

/**
 * What one pass over a file found out.
 *
 * @param sha256 of the plain bytes
 * @param sha512 of the plain bytes
 * @param length of the plain bytes
 * @param cipherSha256 of the bytes as stored
 * @param cipherLength of the bytes as stored
 */
public record StoredObject(
        ObjectId object, Digest sha256, Digest sha512, long length, Digest cipherSha256, long cipherLength) {

    /** How many bytes are stored for a file of {@code length} bytes. */
    public static long lengthOf(long length) {
        return ObjectCipher.storedLength(length);
    }

    /** Where the object's encrypted bytes are kept. */
    public static ObjectName nameOf(ObjectId object) {
        return ObjectName.of(object);
    }
}
