package org.sillok.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.upload.core.Segment;

/** Reads segments one after the other; one is open at a time. */
final class SegmentStream extends InputStream {
    private final Iterator<Segment> segments;
    private final Function<Segment, SeekableByteChannel> open;
    private @Nullable SeekableByteChannel current;

    SegmentStream(Iterator<Segment> segments, Function<Segment, SeekableByteChannel> open) {
        this.segments = segments;
        this.open = open;
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
        while (true) {
            SeekableByteChannel channel = current;
            if (channel == null) {
                if (!segments.hasNext()) {
                    return -1;
                }
                channel = open.apply(segments.next());
                current = channel;
            }
            int read = channel.read(ByteBuffer.wrap(target, offset, length));
            if (read > 0) {
                return read;
            }
            if (read < 0) {
                close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        SeekableByteChannel channel = current;
        current = null;
        if (channel != null) {
            channel.close();
        }
    }
}
