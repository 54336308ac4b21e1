package org.sillok.storage;

import io.minio.GetObjectArgs;
import io.minio.Http;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;
import org.sillok.storage.StoreReport.Verdict;

/** Tries to read, list, write and remove without credentials, where evidence lies. */
final class S3PublicTrial {
    // Who nobody is, is not known.
    private static final Set<Kind> UNKNOWN = Set.of(Kind.CREDENTIALS);

    // Without credentials the SDK sends no body that lacks it.
    private static final String OTHERS_MD5 = "m2DSPn8GtIq7tsDFVDLlgg==";

    private final S3Trial trial;
    private final MinioAsyncClient anonymous;

    S3PublicTrial(S3Trial trial, MinioAsyncClient anonymous) {
        this.trial = trial;
        this.anonymous = anonymous;
    }

    Verdict run() {
        String key = trial.freshAmongEvidence();
        trial.bucket().put(key, PartBuffer.of(S3Trial.BYTES), Map.of());
        boolean open = reads(key)
                || lists(trial.bucket().key("content/"))
                || lists(null)
                || writes(trial.freshAmongEvidence())
                || removes(key);
        return open ? Verdict.IGNORED : Verdict.ENFORCED;
    }

    private boolean reads(String key) {
        GetObjectArgs args = GetObjectArgs.builder()
                .bucket(trial.bucket().name())
                .object(key)
                .build();
        return succeeds(() -> {
            anonymous.getObject(args).get().close();
            return key;
        });
    }

    private boolean lists(@Nullable String prefix) {
        ListObjectsV2Args.Builder args =
                ListObjectsV2Args.builder().bucket(trial.bucket().name()).maxKeys(1);
        if (prefix != null) {
            args.prefix(prefix);
        }
        ListObjectsV2Args built = args.build();
        return succeeds(() -> anonymous.listObjectsV2(built).get());
    }

    private boolean writes(String key) {
        PutObjectAPIArgs args = PutObjectAPIArgs.builder()
                .bucket(trial.bucket().name())
                .object(key)
                .data(S3Trial.OTHERS, S3Trial.OTHERS.length)
                .headers(new Http.Headers(Map.of("Content-MD5", OTHERS_MD5)))
                .build();
        return succeeds(() -> anonymous.putObject(args).get())
                || trial.bucket().head(key).isPresent();
    }

    private boolean removes(String key) {
        RemoveObjectArgs args = RemoveObjectArgs.builder()
                .bucket(trial.bucket().name())
                .object(key)
                .build();
        return succeeds(() -> anonymous.removeObject(args).get())
                || trial.bucket().head(key).isEmpty();
    }

    private boolean succeeds(Callable<?> request) {
        return trial.attempt(UNKNOWN, request).isEmpty();
    }
}
