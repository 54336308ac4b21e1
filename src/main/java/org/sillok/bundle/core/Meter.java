package org.sillok.bundle.core;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;

/** Measures what passes. Closing it closes nothing. */
public final class Meter extends OutputStream {
    private final OutputStream out;
    private final MessageDigest sha256 = Sha2.newSha256();
    private final MessageDigest sha512 = Sha2.newSha512();
    private long length;

    /** Measures what is written to {@code out}. */
    public Meter(OutputStream out) {
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

    /** Of everything so far; to be asked once. */
    public Facts facts() {
        return new Facts(length, Digest.sha256(sha256.digest()), Digest.sha512(sha512.digest()));
    }
}
