package org.sillok.verify;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that can be read at any place, any number of times. Nothing is promised if they change meanwhile. */
interface RandomBytes {
    long length();

    /** Fills {@code into} from {@code offset} with {@code length} bytes; throws {@link EOFException} if there are less. */
    void read(long position, byte[] into, int offset, int length) throws IOException;

    /** The content of an open file, with the length that it has now. */
    static RandomBytes of(FileChannel file) throws IOException {
        long size = file.size();
        return new RandomBytes() {
            @Override
            public long length() {
                return size;
            }

            @Override
            public void read(long position, byte[] into, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
                while (buffer.hasRemaining()) {
                    if (file.read(buffer, position + buffer.position() - offset) < 0) {
                        throw new EOFException("the file has become shorter");
                    }
                }
            }
        };
    }

    /** Bytes in memory; the array must not change. */
    static RandomBytes of(byte[] bytes) {
        return new RandomBytes() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void read(long position, byte[] into, int offset, int length) throws IOException {
                if (position < 0 || position > bytes.length - length) {
                    throw new EOFException("beyond the end");
                }
                System.arraycopy(bytes, (int) position, into, offset, length);
            }
        };
    }
}
