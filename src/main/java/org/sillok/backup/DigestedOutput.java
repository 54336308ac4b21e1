package org.sillok.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;

/** Counts and digests what passes on its way to a file. Closing it does not close that: only what was closed well counts. */
final class DigestedOutput extends OutputStream {
    private final OutputStream out;
    private final MessageDigest sha256 = Sha2.newSha256();
    private long length;

    DigestedOutput(OutputStream out) {
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
    public void close() throws IOException {
        out.flush();
    }

    long length() {
        return length;
    }

    /** Of everything so far; to be asked once. */
    Digest sha256() {
        return Digest.sha256(sha256.digest());
    }
}
