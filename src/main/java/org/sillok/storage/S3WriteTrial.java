package org.sillok.storage;

import io.minio.Http;
import io.minio.PutObjectAPIArgs;
import io.minio.messages.Part;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sillok.storage.S3Failure.Kind;
import org.sillok.storage.StoreReport.Verdict;

/** Tries out what decides a write, and what refuses bytes that are not those that were meant. */
final class S3WriteTrial {
    private final S3Trial trial;
    private final S3Uploads uploads;

    S3WriteTrial(S3Trial trial) {
        this.trial = trial;
        this.uploads = new S3Uploads(trial.bucket());
    }

    /** Completes an upload over an object that is there. */
    Verdict completion() {
        String key = trial.fresh();
        trial.bucket().put(key, PartBuffer.of(S3Trial.BYTES), Map.of());
        Optional<S3Failure> refusal = trial.attempt(() -> {
            String upload = uploads.begin(key, Map.of());
            try {
                Part part = uploads.upload(key, upload, 1, PartBuffer.of(S3Trial.OTHERS));
                return uploads.complete(key, upload, List.of(part), S3WriteOnce.ABSENT);
            } catch (S3Failure e) {
                end(key, upload);
                throw e;
            }
        });
        if (!trial.reads(key, S3Trial.BYTES) || refusal.isEmpty()) {
            return Verdict.IGNORED;
        }
        return refusal.get().is(Kind.CONDITION) ? Verdict.ENFORCED : Verdict.UNSUPPORTED;
    }

    private void end(String key, String upload) {
        try {
            uploads.abort(key, upload);
        } catch (S3Failure e) {
            // Left to the sweep; why the completion failed is what matters.
        }
    }

    Verdict checksums() {
        return digest(sha256(S3Trial.BYTES), sha256(S3Trial.OTHERS));
    }

    Verdict signedPayload() {
        return digest(sha256(S3Trial.OTHERS), sha256(S3Trial.BYTES));
    }

    /** Puts bytes with digests of which one is wrong. */
    private Verdict digest(byte[] signed, byte[] checksum) {
        String key = trial.fresh();
        Http.Headers headers = new Http.Headers(Map.of(
                "x-amz-content-sha256", HexFormat.of().formatHex(signed),
                "x-amz-checksum-sha256", Base64.getEncoder().encodeToString(checksum),
                "x-amz-sdk-checksum-algorithm", "SHA256"));
        PutObjectAPIArgs args = PutObjectAPIArgs.builder()
                .bucket(trial.bucket().name())
                .object(key)
                .data(S3Trial.BYTES, S3Trial.BYTES.length)
                .headers(headers)
                .build();
        // A digest that was signed and is wrong may be called a wrong signature.
        Optional<S3Failure> refusal = trial.attempt(
                Set.of(Kind.CREDENTIALS),
                () -> trial.bucket().client().putObject(args).get());
        if (refusal.isEmpty() || trial.bucket().head(key).isPresent()) {
            return Verdict.IGNORED;
        }
        return refusal.get().is(Kind.UNSUPPORTED) ? Verdict.UNSUPPORTED : Verdict.ENFORCED;
    }

    private static byte[] sha256(byte[] bytes) {
        return PartBuffer.of(bytes).sha256();
    }
}
