package org.sillok.crypto;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.sillok.kernel.Digest;

/**
 * A SHA-256 whose computation can be put down and taken up again by another process. The JDK's cannot; this one is
 * several times slower. Not thread-safe.
 *
 * <p>Its {@link #state} holds up to 63 of the bytes as they are, and who has it can go on hashing: keep it sealed.
 */
public final class RunningSha256 {
    private final SHA256Digest digest;

    private RunningSha256(SHA256Digest digest) {
        this.digest = digest;
    }

    /** Of no bytes yet. */
    public static RunningSha256 begin() {
        return new RunningSha256(new SHA256Digest());
    }

    /**
     * Goes on from where {@link #state} was taken.
     *
     * @throws IllegalArgumentException for anything that it did not return
     */
    public static RunningSha256 resume(byte[] state) {
        try {
            return new RunningSha256(new SHA256Digest(state.clone()));
        } catch (RuntimeException e) {
            // The library promises no type: it reads behind the end of what is too short.
            throw new IllegalArgumentException("not the state of a SHA-256", e);
        }
    }

    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** The digest of all bytes so far; more may follow. */
    public Digest soFar() {
        SHA256Digest copy = new SHA256Digest(digest);
        byte[] value = new byte[copy.getDigestSize()];
        copy.doFinal(value, 0);
        return Digest.sha256(value);
    }

    /** What {@link #resume} needs; secret. */
    public byte[] state() {
        return digest.getEncodedState();
    }
}
