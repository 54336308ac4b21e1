package org.sillok.storage;

import io.minio.GetObjectResponse;
import io.minio.HeadObjectResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;

/**
 * An object open for reading. The first bytes are read at once, so a small object is one request and stays readable
 * whatever becomes of it. Beyond, ranges are streamed, each four times as long as the one before as long as reading goes
 * on in order, so that a jump wastes little and a long read waits for few answers. Every range must be of the version that
 * was opened; memory does not depend on the object's length.
 */
final class S3Channel implements SeekableByteChannel {
    private static final int BEGINNING = 64 * 1024;
    private static final long FIRST_RANGE = 256 * 1024;
    private static final long LONGEST_RANGE = 64L * 1024 * 1024;

    private final S3Bucket bucket;
    private final ObjectName name;
    private final String key;
    private final @Nullable String wanted;
    private byte[] beginning = new byte[0];
    private String etag = "";
    private @Nullable String version;
    private long size;
    private long position;
    private @Nullable InputStream stream;
    private long streamAt;
    private long streamEnd;
    private long nextRange = FIRST_RANGE;
    private boolean open = true;

    private S3Channel(S3Bucket bucket, ObjectName name, @Nullable String wanted) {
        this.bucket = bucket;
        this.name = name;
        this.wanted = wanted;
        this.key = bucket.key(name.value());
    }

    /** Opens an object; throws {@link NoSuchObjectException} or {@link S3Failure}. */
    static S3Channel open(S3Bucket bucket, ObjectName name) {
        return open(bucket, name, null);
    }

    /** Opens one version of an object; the newest if that is null. */
    static S3Channel open(S3Bucket bucket, ObjectName name, @Nullable String version) {
        S3Channel channel = new S3Channel(bucket, name, version);
        bucket.calls().run(() -> {
            channel.readBeginning();
            return true;
        });
        return channel;
    }

    private void readBeginning() throws IOException {
        try (GetObjectResponse response = bucket.get(key, wanted, 0, BEGINNING, null)) {
            etag = etag(response);
            version = S3Bucket.version(response.headers().get("x-amz-version-id"));
            size = range(response, 0);
            int wanted = (int) Math.min(size, BEGINNING);
            beginning = response.readNBytes(wanted);
            if (beginning.length < wanted) {
                throw new EOFException("the answer is too short");
            }
        } catch (S3Failure e) {
            if (e.is(Kind.MISSING)) {
                throw new NoSuchObjectException(name);
            }
            if (!e.is(Kind.EMPTY_RANGE)) {
                throw e;
            }
            // Nothing satisfies a range of an empty object.
            HeadObjectResponse empty = bucket.head(key, wanted).orElseThrow(() -> new NoSuchObjectException(name));
            if (empty.size() != 0) {
                throw e;
            }
            etag = empty.etag();
            version = S3Bucket.version(empty.versionId());
        }
    }

    private static String etag(GetObjectResponse response) {
        return String.valueOf(response.headers().get("ETag")).replace("\"", "");
    }

    /** The version that is open, in a bucket that has versions. */
    @Nullable
    String version() {
        return version;
    }

    /** Names the bytes that are open. */
    String etag() {
        return etag;
    }

    /** The object's whole length, from an answer that must begin at {@code offset}. */
    private static long range(GetObjectResponse response, long offset) {
        String range = response.headers().get("Content-Range");
        String length = response.headers().get("Content-Length");
        try {
            if (range == null && offset == 0 && length != null) {
                return Long.parseLong(length);
            }
            if (range != null && range.startsWith("bytes " + offset + "-")) {
                return Long.parseLong(range.substring(range.indexOf('/') + 1));
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw new S3Failure(Kind.OTHER, "the answer is of another range");
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
        requireOpen();
        if (!target.hasRemaining()) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        if (position < beginning.length) {
            int count = Math.min(target.remaining(), beginning.length - (int) position);
            target.put(beginning, (int) position, count);
            position += count;
            return count;
        }
        try {
            return bucket.calls().run(() -> readStream(target));
        } catch (S3Failure e) {
            throw e.is(Kind.MISSING) ? new NoSuchObjectException(name) : e.reading();
        }
    }

    private int readStream(ByteBuffer target) throws IOException {
        try {
            InputStream from = streamAtPosition();
            int wanted = (int) Math.min(target.remaining(), streamEnd - position);
            byte[] bytes = target.hasArray() ? target.array() : new byte[Math.min(wanted, BEGINNING)];
            int at = target.hasArray() ? target.arrayOffset() + target.position() : 0;
            int count = from.read(bytes, at, Math.min(wanted, bytes.length - at));
            if (count < 0) {
                throw new EOFException("the answer is too short");
            }
            if (target.hasArray()) {
                target.position(target.position() + count);
            } else {
                target.put(bytes, 0, count);
            }
            position += count;
            streamAt = position;
            return count;
        } catch (IOException | RuntimeException e) {
            drop();
            throw e;
        }
    }

    private InputStream streamAtPosition() throws IOException {
        if (stream != null && streamAt == position && position < streamEnd) {
            return stream;
        }
        boolean goesOn = stream == null || streamAt == position;
        drop();
        nextRange = goesOn ? nextRange : FIRST_RANGE;
        GetObjectResponse response = bucket.get(key, wanted, position, Math.min(nextRange, size - position), etag);
        stream = response;
        if (!etag(response).equals(etag) || range(response, position) != size) {
            throw new S3Failure(Kind.CONDITION, "another version was answered");
        }
        streamAt = position;
        streamEnd = Math.min(size, position + nextRange);
        nextRange = Math.min(nextRange * 4, LONGEST_RANGE);
        return response;
    }

    private void drop() {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            // Nothing was written: a broken connection is closed as well as it can be.
        } finally {
            stream = null;
        }
    }

    @Override
    public long position() throws ClosedChannelException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) throws ClosedChannelException {
        requireOpen();
        if (wanted < 0) {
            throw new IllegalArgumentException("negative position");
        }
        position = wanted;
        return this;
    }

    @Override
    public long size() throws ClosedChannelException {
        requireOpen();
        return size;
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long length) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        drop();
    }
}
