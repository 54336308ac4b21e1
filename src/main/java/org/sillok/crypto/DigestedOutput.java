package org.sillok.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.sillok.kernel.Digest;

/**
 * Counts and digests what passes on its way into another stream. Closing it does not close that one: whoever opened that
 * decides what its end means, and not every end is a good one.
 */
public final class DigestedOutput extends OutputStream {
    private final OutputStream out;
    private final MessageDigest sha256 = Sha2.newSha256();
    private long length;

    public DigestedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
        sha256.update(bytes, offset, count);
        length += count;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    public long length() {
        return length;
    }

    /** Of everything so far; to be asked once. */
    public Digest sha256() {
        return Digest.sha256(sha256.digest());
    }
}
