package org.sillok.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;

/**
 * Some bytes of a channel. The last portion is given out only once {@code ended} has run without failing, and, with a digest,
 * once all of it was verified before that: who has all bytes finds it on record that they were sent.
 */
final class PartStream extends InputStream {
    private static final int PORTION = 64 * 1024;

    private final SeekableByteChannel stored;
    private final @Nullable Digest expected;
    private final Runnable ended;
    private final MessageDigest sha256 = Sha2.newSha256();
    private final ByteBuffer portion = ByteBuffer.allocate(PORTION).flip();
    private long left;
    private boolean broken;

    PartStream(SeekableByteChannel stored, long size, @Nullable Digest expected, Runnable ended) {
        this.stored = stored;
        this.left = size;
        this.expected = expected;
        this.ended = ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (broken) {
            throw new IOException("an earlier read failed");
        }
        if (!portion.hasRemaining()) {
            if (left == 0) {
                return -1;
            }
            broken = true;
            fill();
            broken = false;
        }
        int count = Math.min(length, portion.remaining());
        portion.get(target, offset, count);
        return count;
    }

    private void fill() throws IOException {
        portion.clear().limit((int) Math.min(PORTION, left));
        while (portion.hasRemaining()) {
            if (stored.read(portion) < 0) {
                throw new IOException("a stored part of a bundle ends too early");
            }
        }
        portion.flip();
        left -= portion.remaining();
        if (expected != null) {
            sha256.update(portion.duplicate());
            if (left == 0 && !Digest.sha256(sha256.digest()).equals(expected)) {
                throw new IOException("a stored part of a bundle is not the one that was sealed");
            }
        }
        if (left == 0) {
            ended.run();
        }
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
