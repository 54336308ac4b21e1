package org.sillok.storage;

import io.minio.HeadObjectResponse;
import io.minio.messages.Part;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;

/**
 * A draft that is one conditional put as long as it fits into one part, and a multipart upload beyond. Nobody sees either
 * before it is complete. As soon as its body is closed it keeps no more than a mebibyte: the rest waits in the store. Each
 * bears a random mark, so that after a lost answer it is known whose object has the name.
 */
final class S3Draft implements Draft {
    static final String MARK = "x-amz-meta-sillok-write";
    private static final String REPAIR = "repair-";
    // A deposit has up to a hundred drafts that wait for their publication together.
    private static final long MOST_KEPT = 1024 * 1024;

    private final ObjectName name;
    private final String key;
    private final String mark;
    private final S3Bucket bucket;
    private final S3Uploads uploads;
    private final S3WriteOnce once;
    private final S3Lock lock;
    private final S3Parts threads;
    private final boolean over;
    private final Consumer<String> uploading;
    private final Consumer<String> ended;
    private final Body body = new Body();
    private PartBuffer part;
    private long length;
    private @Nullable S3DraftUpload upload;
    private boolean open = true;
    private boolean finished;
    private Optional<Instant> lockEnd = Optional.empty();

    /**
     * @param partSize how many bytes are held back until it is known whether more follow
     * @param over whether it is to lie above whatever has the name
     * @param uploading is told the identifier of a multipart upload as it begins, {@code ended} when it ends
     */
    S3Draft(
            ObjectName name,
            String mark,
            S3Bucket bucket,
            S3WriteOnce once,
            S3Lock lock,
            S3Parts threads,
            long partSize,
            boolean over,
            Consumer<String> uploading,
            Consumer<String> ended) {
        this.name = name;
        this.key = bucket.key(name.value());
        this.mark = over ? REPAIR + mark : mark;
        this.bucket = bucket;
        this.uploads = new S3Uploads(bucket);
        this.once = once;
        this.lock = lock;
        this.threads = threads;
        this.over = over;
        this.uploading = uploading;
        this.ended = ended;
        this.part = new PartBuffer(partSize);
    }

    @Override
    public OutputStream body() {
        return body;
    }

    @Override
    public void publish() {
        requireOpen();
        try {
            if (upload == null) {
                putWhole();
            } else {
                complete(upload);
            }
        } catch (S3Failure e) {
            throw e.writing();
        } finally {
            close();
        }
    }

    private void putWhole() {
        lockEnd = lock.end();
        try {
            if (over) {
                bucket.put(key, part, begun());
            } else {
                once.create(key, part, mark, lock.headers(lockEnd));
            }
        } catch (S3Failure e) {
            if (!e.is(Kind.CONDITION)) {
                throw e;
            }
            requireMine();
        }
        if (lock.isUsed() || over) {
            lock.keep(bucket, key, requireMine(), lockEnd);
        }
    }

    private void complete(S3DraftUpload whole) {
        if (part.length() > 0) {
            send();
        }
        List<Part> parts = whole.parts();
        try {
            if (over) {
                whole.complete(parts, Map.of());
            } else {
                once.complete(key, mark, () -> whole.complete(parts, S3WriteOnce.ABSENT));
            }
        } catch (S3Failure e) {
            // The upload may be gone because its completion succeeded and only the answer was lost.
            if (!e.is(Kind.CONDITION) && !e.is(Kind.NO_UPLOAD)) {
                throw e;
            }
        }
        HeadObjectResponse object = requireMine();
        whole.keep();
        if (object.size() != length) {
            throw new StorageUnavailableException(
                    "the object store made an object of another length of the parts it took");
        }
        lock.keep(bucket, key, object, lockEnd);
    }

    private HeadObjectResponse requireMine() {
        HeadObjectResponse object = once.holder(key);
        if (!mark.equals(object.headers().get(MARK))) {
            throw new ObjectExistsException(name);
        }
        return object;
    }

    /** Whether it was laid above what had the name. */
    static boolean isRepair(HeadObjectResponse object) {
        String mark = object.headers().get(MARK);
        return mark != null && mark.startsWith(REPAIR);
    }

    private void send() {
        if (upload == null) {
            once.requireMeans();
            lockEnd = lock.end();
            upload = new S3DraftUpload(uploads, key, uploads.begin(key, begun()), threads);
            uploading.accept(upload.id());
        }
        part = upload.send(part);
    }

    private Map<String, String> begun() {
        // A loser's object must not be locked before it is known to be one.
        Map<String, String> headers =
                new HashMap<>(over || once.honoursConditions() ? lock.headers(lockEnd) : Map.of());
        headers.put(MARK, mark);
        return headers;
    }

    /** What was written whole may wait long for its publication: not in memory. */
    private void finish() {
        if (finished || !open) {
            return;
        }
        finished = true;
        if (part.length() > (upload == null ? MOST_KEPT : 0)) {
            send();
            part = new PartBuffer(1);
        }
    }

    /** How many bytes are kept in memory until the draft is published. */
    long kept() {
        return part.length();
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("this draft has ended");
        }
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        part = new PartBuffer(1);
        if (upload != null) {
            try {
                upload.end();
            } finally {
                ended.accept(upload.id());
            }
        }
    }

    private final class Body extends OutputStream {
        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            Objects.checkFromIndexSize(offset, count, bytes.length);
            requireOpen();
            if (finished) {
                throw new IllegalStateException("this body is closed");
            }
            try {
                for (int done = 0; done < count; ) {
                    if (part.isFull()) {
                        send();
                    }
                    done += part.take(bytes, offset + done, count - done);
                }
                length += count;
            } catch (S3Failure e) {
                throw e.writing();
            }
        }

        @Override
        public void close() {
            try {
                finish();
            } catch (S3Failure e) {
                throw e.writing();
            }
        }
    }
}
