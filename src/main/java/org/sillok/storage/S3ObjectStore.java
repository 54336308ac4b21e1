package org.sillok.storage;

import io.minio.HeadObjectResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.sillok.kernel.Bytes;
import org.sillok.storage.S3Failure.Kind;

/**
 * The store in a bucket of an S3 service. Nothing replaces anything ({@link S3WriteOnce}); what a service has to promise
 * for it, and what is done for those that promise less, is in ADR 0014. With a lock every object is locked before its publication is reported; pointers are not.
 */
final class S3ObjectStore implements ObjectStore {
    private static final int LOOKS = 10;
    private static final int COPIED = 256 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final S3Bucket bucket;
    private final S3WriteOnce once;
    private final S3Lock lock;
    private final S3Parts parts;
    private final long partSize;
    private final Clock clock;
    private final Set<String> openUploads = ConcurrentHashMap.newKeySet();

    S3ObjectStore(S3Bucket bucket, S3WriteOnce once, S3Lock lock, S3Parts parts, long partSize, Clock clock) {
        this.bucket = bucket;
        this.once = once;
        this.lock = lock;
        this.parts = parts;
        this.partSize = partSize;
        this.clock = clock;
    }

    private static <T> T reading(Supplier<T> work) {
        try {
            return work.get();
        } catch (S3Failure e) {
            throw e.reading();
        }
    }

    private static <T> T writing(Supplier<T> work) {
        try {
            return work.get();
        } catch (S3Failure e) {
            throw e.writing();
        }
    }

    private static String mark() {
        return UUID.randomUUID().toString();
    }

    @Override
    public Draft draft(ObjectName name) {
        return draft(name, false);
    }

    private S3Draft draft(ObjectName name, boolean over) {
        return new S3Draft(
                name, mark(), bucket, once, lock, parts, partSize, over, openUploads::add, openUploads::remove);
    }

    /**
     * The newest version is the one that is read, so what is put on top of a damaged one repairs it, also if that is
     * locked; it stays below. A bucket without versions would lose it: there it is copied first.
     */
    @Override
    public Draft replacement(ObjectName name, boolean handedOut) {
        S3Draft draft = draft(name, true);
        return new Replacement(draft, () -> putAside(name, handedOut), draft::publish);
    }

    private void putAside(ObjectName name, boolean handedOut) {
        Optional<HeadObjectResponse> damaged = reading(() -> bucket.head(bucket.key(name.value())));
        if (damaged.isEmpty() || S3Bucket.version(damaged.get().versionId()) != null) {
            return;
        }
        if (!handedOut && !isReadable(name)) {
            // Its blocks are lost: there is nothing that could be kept.
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(COPIED);
        try (SeekableByteChannel from = open(name);
                Draft aside = draft(name.aside(mark()))) {
            while (from.read(buffer.clear()) >= 0) {
                aside.body().write(buffer.array(), 0, buffer.position());
            }
            aside.publish();
        } catch (IOException e) {
            throw new StorageUnavailableException(e);
        }
    }

    private boolean isReadable(ObjectName name) {
        ByteBuffer buffer = ByteBuffer.allocate(COPIED);
        try (SeekableByteChannel from = open(name)) {
            while (from.read(buffer.clear()) >= 0) {
                // To its end.
            }
            return true;
        } catch (StorageException | IOException e) {
            return false;
        }
    }

    @Override
    public void put(ObjectName name, byte[] bytes) {
        String key = bucket.key(name.value());
        Optional<Instant> end = lock.end();
        writing(() -> {
            try {
                once.create(key, PartBuffer.of(bytes), mark(), lock.headers(end));
                if (lock.isUsed()) {
                    lock.keep(bucket, key, once.holder(key), end);
                }
            } catch (S3Failure e) {
                if (!e.is(Kind.CONDITION)) {
                    throw e;
                }
                lock.keepFound(bucket, key, requireSame(name, bytes));
            }
            return name;
        });
    }

    /** Returns the version that has the name, whatever lies on top of it. */
    private HeadObjectResponse requireSame(ObjectName name, byte[] bytes) {
        for (int look = 0; look < LOOKS; look++) {
            HeadObjectResponse holder = once.holder(bucket.key(name.value()));
            try (S3Channel present = S3Channel.open(bucket, name, S3Bucket.version(holder.versionId()))) {
                if (present.size() != bytes.length || !Bytes.of(bytes).equals(Bytes.of(all(present)))) {
                    throw new ObjectConflictException(name);
                }
                return holder;
            } catch (NoSuchObjectException e) {
                // Another writer is just taking its version back; then somebody else's is there.
                S3Calls.sleep(PAUSE);
            } catch (IOException e) {
                throw new StorageUnavailableException(e);
            }
        }
        throw new ObjectConflictException(name);
    }

    private static byte[] all(S3Channel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Read on.
        }
        return bytes.array();
    }

    @Override
    public SeekableByteChannel open(ObjectName name) {
        return reading(() -> S3Channel.open(bucket, name));
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectName name) {
        return reading(() -> bucket.head(bucket.key(name.value()))
                .map(head -> new ObjectInfo(head.size(), head.lastModified().toInstant())));
    }

    @Override
    public Stream<ObjectName> list(String prefix) {
        int order = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new S3Listing(bucket, prefix), order), false);
    }

    /** In a bucket with versions, and so in a locked one, this hides the object; its bytes stay as long as their lock. */
    @Override
    public void discard(ObjectName name) {
        writing(() -> {
            bucket.delete(bucket.key(name.value()));
            return name;
        });
    }

    @Override
    public void keep(ObjectName name) {
        if (lock.isUsed()) {
            String key = bucket.key(name.value());
            writing(() -> {
                lock.keepFound(bucket, key, once.holder(key));
                return name;
            });
        }
    }

    @Override
    public boolean replacePointer(ObjectName name, Optional<Bytes> seen, byte[] bytes) {
        String key = bucket.key(name.value());
        String mark = mark();
        return writing(() -> {
            try {
                if (seen.isEmpty()) {
                    once.create(key, PartBuffer.of(bytes), mark, Map.of());
                    return true;
                }
                try (S3Channel present = S3Channel.open(bucket, name)) {
                    // Its length first: what a store claims does not decide how much memory is used.
                    if (present.size() != seen.get().length()
                            || !Bytes.of(all(present)).equals(seen.get())) {
                        return false;
                    }
                    once.replace(key, PartBuffer.of(bytes), mark, present.etag(), present.version());
                    return true;
                } catch (IOException e) {
                    throw new StorageUnavailableException(e);
                }
            } catch (NoSuchObjectException e) {
                return false;
            } catch (S3Failure e) {
                if (!e.is(Kind.CONDITION) && !e.is(Kind.MISSING)) {
                    throw e;
                }
                // Perhaps only the answer to an earlier attempt was lost.
                return once.present(key)
                        .map(head -> mark.equals(head.headers().get(S3Draft.MARK)))
                        .orElse(false);
            }
        });
    }

    /** Drafts are multipart uploads here; smaller ones leave nothing behind. */
    @Override
    public long sweepDrafts(Duration olderThan) {
        Instant limit = clock.instant().minus(olderThan);
        return writing(() -> new S3Sweep(bucket, openUploads, limit).run());
    }
}
