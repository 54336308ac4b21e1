package org.sillok.fixity;

import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;

/**
 * A stored object as a statement records it.
 *
 * @param owner the party whose item it is
 * @param storedLength of the bytes as they are stored, encrypted
 * @param cipherSha256 of the same
 */
public record StatedObject(
        String item, String owner, int version, int file, ObjectId object, long storedLength, Digest cipherSha256) {}
