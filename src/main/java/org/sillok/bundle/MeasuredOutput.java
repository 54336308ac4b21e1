package org.sillok.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.sillok.crypto.Sha2;

/** Measures what passes. Closing it closes nothing. */
class MeasuredOutput extends OutputStream {
    private final OutputStream out;
    private final MessageDigest sha256 = Sha2.newSha256();
    private final MessageDigest sha512 = Sha2.newSha512();
    private long length;

    MeasuredOutput(OutputStream out) {
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
        sha512.update(bytes, offset, count);
        length += count;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    long length() {
        return length;
    }

    /** Of everything so far; to be asked once. */
    Measured measured() {
        return new Measured(length, sha256.digest(), sha512.digest());
    }

    /** A length and digests. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    record Measured(long length, byte[] sha256, byte[] sha512) {}
}
