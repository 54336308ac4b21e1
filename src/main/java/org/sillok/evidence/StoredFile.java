package org.sillok.evidence;

import org.sillok.evidence.core.FileFacts;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;

/**
 * A file whose encrypted bytes are durable in the object store.
 *
 * @param number its place within the version, from 1
 * @param cipherLength bytes stored
 * @param cipherSha256 digest of the bytes stored, which a statement carries in clear
 */
public record StoredFile(int number, ObjectId object, FileFacts facts, long cipherLength, Digest cipherSha256) {}
