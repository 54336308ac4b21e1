package org.sillok.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;

/** Counts and digests the encrypted bytes on their way into a draft. */
final class StoredBytes extends OutputStream {
    private final OutputStream body;
    private final MessageDigest sha256 = Sha2.newSha256();
    private long length;

    StoredBytes(OutputStream body) {
        this.body = body;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        body.write(bytes, offset, count);
        sha256.update(bytes, offset, count);
        length += count;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    long length() {
        return length;
    }

    Digest sha256() {
        return Digest.sha256(sha256.digest());
    }
}
