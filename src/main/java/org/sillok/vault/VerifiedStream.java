package org.sillok.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.Objects;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;

/** Reads one portion ahead of what it gives out, and gives the last one out only if the digest of all is right. */
final class VerifiedStream extends InputStream {
    private final ObjectId object;
    private final SeekableByteChannel plain;
    private final Digest expected;
    private final MessageDigest sha256 = Sha2.newSha256();
    private ByteBuffer released = ByteBuffer.allocate(0);
    private ByteBuffer held = ByteBuffer.allocate(0);
    private boolean started;
    private boolean broken;
    private boolean verified;

    VerifiedStream(ObjectId object, SeekableByteChannel plain, Digest expected) {
        this.object = object;
        this.plain = plain;
        this.expected = expected;
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
        while (!released.hasRemaining()) {
            if (verified) {
                return -1;
            }
            advance();
        }
        int count = Math.min(length, released.remaining());
        released.get(target, offset, count);
        return count;
    }

    private void advance() throws IOException {
        if (broken) {
            throw new IOException("an earlier read failed");
        }
        broken = true;
        if (!started) {
            held = ByteBuffer.allocate(ObjectCipher.SEGMENT).flip();
            released = ByteBuffer.allocate(ObjectCipher.SEGMENT).flip();
            started = true;
            fill(held);
        }
        ByteBuffer next = released;
        fill(next);
        if (!next.hasRemaining()) {
            verify();
        }
        released = held;
        held = next;
        broken = false;
    }

    private void fill(ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining() && plain.read(buffer) >= 0) {
            // Read on.
        }
        buffer.flip();
        sha256.update(buffer.duplicate());
    }

    private void verify() {
        if (!Digest.sha256(sha256.digest()).equals(expected)) {
            throw new ObjectDamagedException(object, "its digest is not the recorded one", null);
        }
        verified = true;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
