package org.sillok.storage;

import io.minio.EnableObjectLegalHoldArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.HeadObjectArgs;
import io.minio.HeadObjectResponse;
import io.minio.Http;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetObjectRetentionArgs;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;

/**
 * One bucket, in the few requests that the store makes of it. Each is repeated as {@link S3Calls} does it, and fails with
 * {@link S3Failure}.
 */
final class S3Bucket {
    private final S3Calls calls;
    private final MinioAsyncClient requests;
    private final MinioAsyncClient reads;
    private final String name;
    private final String prefix;

    S3Bucket(S3Http http, S3Credentials credentials, S3Calls calls, String name, String prefix) {
        this.calls = calls;
        this.requests = http.requests(credentials);
        this.reads = http.reads(credentials);
        this.name = name;
        this.prefix = prefix;
    }

    S3Calls calls() {
        return calls;
    }

    MinioAsyncClient client() {
        return requests;
    }

    String name() {
        return name;
    }

    String key(String object) {
        return prefix + object;
    }

    /** The object's name of a key, or empty if the key is not below the prefix. */
    Optional<String> object(String key) {
        return key.startsWith(prefix) ? Optional.of(key.substring(prefix.length())) : Optional.empty();
    }

    /** A key for trying the store out: no object's name begins like it, so it is in no listing. */
    String probe(String random) {
        return prefix + ".probe/" + random;
    }

    /** Returns the version written, in a bucket that has versions. */
    @Nullable
    String put(String key, PartBuffer body, Map<String, String> headers) {
        Http.Headers all = withDigest(body, headers);
        return version(calls.run(() -> requests.putObject(PutObjectAPIArgs.builder()
                        .bucket(name)
                        .object(key)
                        .buffer(body)
                        .headers(all)
                        .build())
                .get()
                .versionId()));
    }

    /** In a bucket whose versions are suspended there is one that is called "null" and is overwritten: it is none. */
    @Nullable
    static String version(@Nullable String answered) {
        return "null".equals(answered) ? null : answered;
    }

    /** The store refuses bytes that are not those it was told; over TLS, too, where the SDK would not sign them. */
    static Http.Headers withDigest(PartBuffer body, Map<String, String> headers) {
        byte[] digest = body.sha256();
        Map<String, String> all = new HashMap<>(headers);
        all.put("x-amz-content-sha256", HexFormat.of().formatHex(digest));
        all.put("x-amz-checksum-sha256", Base64.getEncoder().encodeToString(digest));
        all.put("x-amz-sdk-checksum-algorithm", "SHA256");
        return new Http.Headers(all);
    }

    /** What the store says of an object, or empty if there is none. */
    Optional<HeadObjectResponse> head(String key) {
        return head(key, null);
    }

    /** What it says of one version; of the newest if that is null. */
    Optional<HeadObjectResponse> head(String key, @Nullable String version) {
        HeadObjectArgs args = look(key, version);
        try {
            return Optional.of(calls.run(() -> requests.headObject(args).get()));
        } catch (S3Failure e) {
            return explained(key, version, e);
        }
    }

    private HeadObjectArgs look(String key, @Nullable String version) {
        return HeadObjectArgs.builder()
                .bucket(name)
                .object(key)
                .versionId(version)
                .build();
    }

    /** An answer to HEAD has no body, so it cannot say whether the object or the bucket is missing: ask again by GET. */
    private Optional<HeadObjectResponse> explained(String key, @Nullable String version, S3Failure unexplained) {
        GetObjectArgs args = GetObjectArgs.builder()
                .bucket(name)
                .object(key)
                .versionId(version)
                .offset(0L)
                .length(1L)
                .build();
        try {
            calls.run(() -> reads.getObject(args).get()).close();
        } catch (S3Failure e) {
            if (e.is(Kind.MISSING)) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            // Nothing more is to be learnt.
        }
        // It has come meanwhile, or the credentials were replaced.
        try {
            return Optional.of(
                    calls.run(() -> requests.headObject(look(key, version)).get()));
        } catch (S3Failure e) {
            if (unexplained.is(Kind.MISSING)) {
                // It is gone again or not: either is true.
                return Optional.empty();
            }
            throw unexplained;
        }
    }

    /**
     * The bytes from {@code offset}, at most {@code length} of them, of that version (null: the newest) and only
     * if it is what {@code etag} names. Asked for once:
     * whoever reads them repeats the request with the reading.
     */
    GetObjectResponse get(String key, @Nullable String version, long offset, long length, @Nullable String etag) {
        GetObjectArgs.Builder args = GetObjectArgs.builder()
                .bucket(name)
                .object(key)
                .versionId(version)
                .offset(offset)
                .length(length);
        if (etag != null) {
            args.matchETag("\"" + etag + "\"");
        }
        GetObjectArgs built = args.build();
        return calls.once(() -> reads.getObject(built).get());
    }

    ListBucketResultV2 list(String within, @Nullable String after) {
        ListObjectsV2Args.Builder args =
                ListObjectsV2Args.builder().bucket(name).prefix(prefix + within).maxKeys(1000);
        if (after != null) {
            args.continuationToken(after);
        }
        ListObjectsV2Args built = args.build();
        return calls.run(() -> requests.listObjectsV2(built).get().result());
    }

    /** Removes an object; in a bucket with versions, hides it. Of what is not there the same is true afterwards. */
    void delete(String key) {
        calls.run(() -> requests.removeObject(
                        RemoveObjectArgs.builder().bucket(name).object(key).build())
                .get());
    }

    /** Removes one version for good, unless it is locked. */
    void deleteVersion(String key, @Nullable String version) {
        RemoveObjectArgs args = RemoveObjectArgs.builder()
                .bucket(name)
                .object(key)
                .versionId(version)
                .build();
        try {
            calls.run(() -> requests.removeObject(args).get());
        } catch (S3Failure e) {
            if (!e.is(Kind.MISSING)) {
                throw e;
            }
        }
    }

    void retain(String key, @Nullable String version, Instant until) {
        Retention retention = new Retention(RetentionMode.COMPLIANCE, until.atZone(ZoneOffset.UTC));
        SetObjectRetentionArgs args = SetObjectRetentionArgs.builder()
                .bucket(name)
                .object(key)
                .versionId(version)
                .config(retention)
                .build();
        calls.run(() -> requests.setObjectRetention(args).get());
    }

    void hold(String key, @Nullable String version) {
        EnableObjectLegalHoldArgs args = EnableObjectLegalHoldArgs.builder()
                .bucket(name)
                .object(key)
                .versionId(version)
                .build();
        calls.run(() -> requests.enableObjectLegalHold(args).get());
    }
}
