package org.sillok.storage;

import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.Http;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListPartsArgs;
import io.minio.UploadPartArgs;
import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.ListPartsResult;
import io.minio.messages.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;

/** The multipart uploads of a bucket. */
final class S3Uploads {
    private final S3Bucket bucket;

    S3Uploads(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /** Parts bear a checksum only in an upload that was begun with its kind. */
    String begin(String key, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("x-amz-checksum-algorithm", "SHA256");
        return bucket.calls()
                .run(() -> bucket.client()
                        .createMultipartUpload(CreateMultipartUploadArgs.builder()
                                .bucket(bucket.name())
                                .object(key)
                                .headers(new Http.Headers(all))
                                .build())
                        .get()
                        .result()
                        .uploadId());
    }

    /** What completion has to say of the part: with its checksum, where the store took one. */
    Part upload(String key, String upload, int number, PartBuffer body) {
        Http.Headers headers = S3Bucket.withDigest(body, Map.of());
        return bucket.calls()
                .run(() -> bucket.client()
                        .uploadPart(UploadPartArgs.builder()
                                .bucket(bucket.name())
                                .object(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .buffer(body)
                                .headers(headers)
                                .build())
                        .get()
                        .part());
    }

    /** Returns the version written, in a bucket that has versions. */
    @Nullable
    String complete(String key, String upload, List<Part> parts, Map<String, String> headers) {
        return S3Bucket.version(bucket.calls()
                .run(() -> bucket.client()
                        .completeMultipartUpload(CompleteMultipartUploadArgs.builder()
                                .bucket(bucket.name())
                                .object(key)
                                .uploadId(upload)
                                .parts(parts.toArray(new Part[0]))
                                .maxRetries(1)
                                .extraHeaders(headers)
                                .build())
                        .get()
                        .versionId()));
    }

    /** Ends an upload; one that is not there has ended. */
    void abort(String key, String upload) {
        try {
            bucket.calls()
                    .once(() -> bucket.client()
                            .abortMultipartUpload(AbortMultipartUploadArgs.builder()
                                    .bucket(bucket.name())
                                    .object(key)
                                    .uploadId(upload)
                                    .build())
                            .get());
        } catch (S3Failure e) {
            if (!e.is(Kind.NO_UPLOAD)) {
                throw e;
            }
        }
    }

    ListMultipartUploadsResult list(@Nullable String afterKey, @Nullable String afterUpload) {
        ListMultipartUploadsArgs.Builder args = ListMultipartUploadsArgs.builder()
                .bucket(bucket.name())
                .prefix(bucket.key(""))
                .maxUploads(1000);
        if (afterKey != null) {
            args.keyMarker(afterKey).uploadIdMarker(afterUpload);
        }
        ListMultipartUploadsArgs built = args.build();
        return bucket.calls()
                .run(() -> bucket.client().listMultipartUploads(built).get().result());
    }

    ListPartsResult parts(String key, String upload, @Nullable Integer after) {
        ListPartsArgs.Builder args = ListPartsArgs.builder()
                .bucket(bucket.name())
                .object(key)
                .uploadId(upload)
                .maxParts(1000);
        if (after != null) {
            args.partNumberMarker(after);
        }
        ListPartsArgs built = args.build();
        return bucket.calls().run(() -> bucket.client().listParts(built).get().result());
    }
}
