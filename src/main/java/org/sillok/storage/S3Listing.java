package org.sillok.storage;

import io.minio.messages.Item;
import io.minio.messages.ListBucketResultV2;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The names in a bucket, a page of answers at a time. */
final class S3Listing implements Iterator<ObjectName> {
    private final S3Bucket bucket;
    private final String prefix;
    private final Deque<ObjectName> page = new ArrayDeque<>();
    private @Nullable String after;
    private @Nullable ObjectName last;
    private boolean finished;

    S3Listing(S3Bucket bucket, String prefix) {
        this.bucket = bucket;
        this.prefix = prefix;
        // Some stores refuse such prefixes instead of answering that nothing has them.
        this.finished = !prefix.isEmpty() && !ObjectName.isWellFormed(prefix) && !ObjectName.isWellFormed(prefix + "x");
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && !finished) {
            read();
        }
        return !page.isEmpty();
    }

    @Override
    public ObjectName next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.remove();
    }

    private void read() {
        try {
            ListBucketResultV2 result = bucket.list(prefix, after);
            for (Item item : result.contents()) {
                bucket.object(item.objectName())
                        .filter(ObjectName::isWellFormed)
                        .ifPresent(name -> add(new ObjectName(name)));
            }
            String next = result.nextContinuationToken();
            finished = !result.isTruncated();
            if (!finished && (next == null || next.equals(after))) {
                throw new StorageUnavailableException("the object store's listing does not go on");
            }
            after = next;
        } catch (S3Failure e) {
            throw e.reading();
        }
    }

    /** Callers rely on the order, and one that is wrong hides names. */
    private void add(ObjectName name) {
        if (last != null && name.compareTo(last) <= 0) {
            throw new StorageUnavailableException("the object store does not list names in their order");
        }
        last = name;
        page.add(name);
    }
}
