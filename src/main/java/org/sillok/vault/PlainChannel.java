package org.sillok.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.sillok.kernel.ObjectId;

/**
 * The plain bytes of an object. The store's own failures pass as they are, so what the cipher reports here means that
 * the stored bytes are not those that were written.
 */
final class PlainChannel implements SeekableByteChannel {
    private final ObjectId object;
    private final SeekableByteChannel plain;

    PlainChannel(ObjectId object, SeekableByteChannel plain) {
        this.object = object;
        this.plain = plain;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            int count = plain.read(target);
            // Tink says 0 at the end if it was reached by a jump.
            return count == 0 && target.hasRemaining() && plain.position() >= plain.size() ? -1 : count;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new ObjectDamagedException(object, "a segment does not verify", e);
        }
    }

    @Override
    public long position() throws IOException {
        return plain.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        plain.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return plain.size();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return plain.isOpen();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
