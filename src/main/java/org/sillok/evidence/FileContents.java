package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.sillok.evidence.core.ByteRange;
import org.sillok.vault.ObjectReader;

/** The bytes of a file whose reading was permitted and recorded. The caller closes the streams. */
@ApplicationScoped
public class FileContents {
    private final ObjectReader reader;

    FileContents(ObjectReader reader) {
        this.reader = reader;
    }

    /** The whole file. An altered file never comes out whole: the stream fails before its last portion. */
    public InputStream whole(ReadableFile file) {
        return reader.read(
                file.key(), file.file().facts().length(), file.file().facts().sha256());
    }

    /** A part of the file; every byte of it is authenticated. */
    public InputStream part(ReadableFile file, ByteRange.Part range) throws IOException {
        SeekableByteChannel plain = reader.open(file.key(), file.file().facts().length());
        plain.position(range.first());
        return new First(Channels.newInputStream(plain), range.size());
    }

    /** The first so many bytes of a stream. */
    private static final class First extends FilterInputStream {
        private long left;

        First(InputStream in, long count) {
            super(in);
            this.left = count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
