package org.sillok.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;

/** Digests what is read. */
final class DigestedInput extends FilterInputStream {
    private final MessageDigest sha256 = Sha2.newSha256();

    DigestedInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = in.read(bytes, offset, count);
        if (read > 0) {
            sha256.update(bytes, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        // Through read, so that nothing passes undigested.
        byte[] skipped = new byte[(int) Math.min(count, 8192)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Of everything so far; to be asked once. */
    Digest sha256() {
        return Digest.sha256(sha256.digest());
    }
}
