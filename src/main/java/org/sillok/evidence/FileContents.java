package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.sillok.evidence.core.ByteRange;
import org.sillok.fixity.Suspicions;
import org.sillok.storage.StorageException;
import org.sillok.vault.ObjectDamagedException;
import org.sillok.vault.ObjectReader;

/** The bytes of a file whose reading was permitted and recorded. The caller closes the streams. */
@ApplicationScoped
public class FileContents {
    private final ObjectReader reader;
    private final Suspicions suspicions;

    FileContents(ObjectReader reader, Suspicions suspicions) {
        this.reader = reader;
        this.suspicions = suspicions;
    }

    /** The whole file. An altered file never comes out whole: the stream fails before its last portion. */
    public InputStream whole(ReadableFile file) throws IOException {
        return watched(
                file,
                () -> reader.read(
                        file.key(),
                        file.file().facts().length(),
                        file.file().facts().sha256()));
    }

    /** A part of the file; every byte of it is authenticated. */
    public InputStream part(ReadableFile file, ByteRange.Part range) throws IOException {
        return watched(file, () -> {
            SeekableByteChannel plain =
                    reader.open(file.key(), file.file().facts().length());
            plain.position(range.first());
            return new First(Channels.newInputStream(plain), range.size());
        });
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    /** What was altered, or is not handed out, is refused to the reader, and looked at by fixity without the reader's waiting for it. */
    private InputStream watched(ReadableFile file, Opening opening) throws IOException {
        try {
            return new Watched(opening.open(), file);
        } catch (ObjectDamagedException | StorageException e) {
            met(file);
            throw e;
        }
    }

    private void met(ReadableFile file) {
        suspicions.met(
                file.version().item(), file.version().version(), file.file().number());
    }

    /** Tells fixity what does not read. */
    private final class Watched extends FilterInputStream {
        private final ReadableFile file;

        Watched(InputStream in, ReadableFile file) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (ObjectDamagedException | StorageException e) {
                met(file);
                throw e;
            }
        }
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
