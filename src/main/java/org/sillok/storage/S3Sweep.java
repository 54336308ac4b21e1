package org.sillok.storage;

import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.ListPartsResult;
import io.minio.messages.Part;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;

/** Ends the multipart uploads that nobody writes any more. */
final class S3Sweep {
    private final S3Bucket bucket;
    private final S3Uploads uploads;
    private final Set<String> open;
    private final Instant limit;
    private long swept;
    private Optional<S3Failure> failure = Optional.empty();

    /**
     * @param open the uploads of this process
     * @param limit what was written to since is left
     */
    S3Sweep(S3Bucket bucket, Set<String> open, Instant limit) {
        this.bucket = bucket;
        this.uploads = new S3Uploads(bucket);
        this.open = open;
        this.limit = limit;
    }

    /** Returns how many were ended. One that cannot be ended does not keep the others, and is reported after them. */
    long run() {
        String key = null;
        String id = null;
        ListMultipartUploadsResult page;
        do {
            page = uploads.list(key, id);
            page.uploads().forEach(this::sweep);
            if (page.isTruncated()
                    && Objects.equals(key, page.nextKeyMarker())
                    && Objects.equals(id, page.nextUploadIdMarker())) {
                throw new StorageUnavailableException("the object store's listing of uploads does not go on");
            }
            key = page.nextKeyMarker();
            id = page.nextUploadIdMarker();
        } while (page.isTruncated() && key != null && !key.isEmpty());
        failure.ifPresent(first -> {
            throw first;
        });
        return swept;
    }

    private void sweep(ListMultipartUploadsResult.Upload upload) {
        try {
            if (!open.contains(upload.uploadId())
                    && upload.initiated().toInstant().isBefore(limit)
                    && !isWrittenSince(upload)
                    && !isTaken(upload)) {
                uploads.abort(upload.objectName(), upload.uploadId());
                swept++;
            }
        } catch (S3Failure e) {
            failure = failure.or(() -> Optional.of(e));
        }
    }

    /** It may be the very upload that the object was made of, kept by the store: ending it would destroy the object. */
    private boolean isTaken(ListMultipartUploadsResult.Upload upload) {
        return bucket.head(upload.objectName()).isPresent();
    }

    /** A draft that another process began long ago and still writes is not to be swept. */
    private boolean isWrittenSince(ListMultipartUploadsResult.Upload upload) {
        @Nullable Integer after = null;
        ListPartsResult page;
        do {
            try {
                page = uploads.parts(upload.objectName(), upload.uploadId(), after);
            } catch (S3Failure e) {
                if (e.is(Kind.NO_UPLOAD)) {
                    return false;
                }
                throw e;
            }
            for (Part part : page.parts()) {
                if (part.lastModified() != null
                        && !part.lastModified().toInstant().isBefore(limit)) {
                    return true;
                }
            }
            if (page.isTruncated() && Objects.equals(after, page.nextPartNumberMarker())) {
                throw new StorageUnavailableException("the object store's listing of parts does not go on");
            }
            after = page.nextPartNumberMarker();
        } while (page.isTruncated() && after != null);
        return false;
    }
}
