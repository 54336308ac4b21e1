package org.sillok.storage;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InsufficientDataException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Why a request to the store failed. It has no cause: the SDK's exceptions carry headers with tokens in their texts.
 * Stays within this package; callers of the store see what {@link #reading()} and {@link #writing()} make of it.
 */
final class S3Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What there is to do about it. */
    enum Kind {
        MISSING,
        NO_BUCKET,
        NO_UPLOAD,
        CONDITION,
        EMPTY_RANGE,
        CREDENTIALS,
        DENIED,
        SKEW,
        FULL,
        REGION,
        CERTIFICATE,
        UNSUPPORTED,
        /** The bytes did not arrive as they were sent: worth repeating. */
        DIGEST,
        /** Passes by itself: worth repeating. */
        BUSY,
        OTHER
    }

    private static final int DEEPEST = 10;
    private static final Map<Kind, Set<String>> CODES = Map.ofEntries(
            Map.entry(Kind.MISSING, Set.of("NoSuchKey", "NoSuchVersion", "NoSuchObjectLockConfiguration")),
            Map.entry(Kind.NO_BUCKET, Set.of("NoSuchBucket")),
            Map.entry(Kind.NO_UPLOAD, Set.of("NoSuchUpload")),
            Map.entry(Kind.CONDITION, Set.of("PreconditionFailed")),
            Map.entry(Kind.EMPTY_RANGE, Set.of("InvalidRange")),
            Map.entry(
                    Kind.CREDENTIALS,
                    Set.of(
                            "InvalidAccessKeyId",
                            "SignatureDoesNotMatch",
                            "ExpiredToken",
                            "ExpiredTokenException",
                            "InvalidToken",
                            "TokenRefreshRequired",
                            "InvalidSecurity")),
            Map.entry(Kind.SKEW, Set.of("RequestTimeTooSkewed", "RequestExpired")),
            Map.entry(
                    Kind.FULL,
                    Set.of(
                            "QuotaExceeded",
                            "InsufficientStorage",
                            "InsufficientCapacity",
                            "XMinioStorageFull",
                            "XMinioAdminBucketQuotaExceeded")),
            Map.entry(Kind.REGION, Set.of("PermanentRedirect", "Redirect", "AuthorizationHeaderMalformed")),
            Map.entry(Kind.UNSUPPORTED, Set.of("NotImplemented")),
            Map.entry(
                    Kind.BUSY,
                    Set.of(
                            "SlowDown",
                            "SlowDownRead",
                            "SlowDownWrite",
                            "ServiceUnavailable",
                            "InternalError",
                            "RequestTimeout",
                            "OperationAborted",
                            "ConditionalRequestConflict",
                            "Throttling",
                            "ThrottlingException",
                            "IncompleteBody")),
            Map.entry(Kind.DIGEST, Set.of("BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch")));
    private static final Map<Integer, Kind> STATUS = Map.ofEntries(
            Map.entry(301, Kind.REGION),
            Map.entry(307, Kind.REGION),
            Map.entry(401, Kind.CREDENTIALS),
            Map.entry(403, Kind.DENIED),
            // Not in the store's words: the page of a proxy, which knows nothing of what is missing.
            Map.entry(404, Kind.BUSY),
            Map.entry(405, Kind.DENIED),
            Map.entry(412, Kind.CONDITION),
            Map.entry(416, Kind.EMPTY_RANGE),
            Map.entry(429, Kind.BUSY),
            Map.entry(500, Kind.BUSY),
            Map.entry(501, Kind.UNSUPPORTED),
            Map.entry(502, Kind.BUSY),
            Map.entry(503, Kind.BUSY),
            Map.entry(504, Kind.BUSY),
            Map.entry(507, Kind.FULL));

    private final Kind kind;

    S3Failure(Kind kind, String what) {
        super(what);
        this.kind = kind;
    }

    static S3Failure of(Throwable thrown) {
        if (thrown instanceof S3Failure failure) {
            return failure;
        }
        Throwable cause = thrown.getCause();
        boolean wrapper = thrown instanceof ExecutionException
                || thrown instanceof CompletionException
                || thrown.getClass() == MinioException.class;
        if (wrapper && cause != null) {
            return of(cause);
        }
        if (thrown instanceof ErrorResponseException e) {
            int status = e.response().code();
            // An answer to HEAD has no body, so the status is all that it can say.
            return status == 404 && e.response().request().method().equals("HEAD")
                    ? new S3Failure(Kind.MISSING, "HTTP 404")
                    : answered(status, String.valueOf(e.errorResponse().code()));
        }
        if (thrown instanceof ServerException e) {
            return answered(e.statusCode(), "HTTP " + e.statusCode());
        }
        if (thrown instanceof SSLException && isUntrusted(thrown)) {
            return new S3Failure(Kind.CERTIFICATE, "no trusted connection");
        }
        if (thrown instanceof IOException || thrown instanceof InsufficientDataException) {
            return new S3Failure(Kind.BUSY, thrown.getClass().getSimpleName());
        }
        return new S3Failure(Kind.OTHER, thrown.getClass().getSimpleName());
    }

    /** A connection that broke in the middle of a handshake says nothing of the certificate. */
    private static boolean isUntrusted(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SSLPeerUnverifiedException
                    || cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static S3Failure answered(int status, String code) {
        for (Map.Entry<Kind, Set<String>> known : CODES.entrySet()) {
            if (known.getValue().contains(code)) {
                return new S3Failure(known.getKey(), code);
            }
        }
        // Whatever else it says is printed as little as needed: a code is a word.
        String word = code.matches("[A-Za-z0-9 ]{1,60}") ? code : "HTTP " + status;
        return new S3Failure(STATUS.getOrDefault(status, Kind.OTHER), word);
    }

    Kind kind() {
        return kind;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** What a caller of the store is told when it reads. */
    StorageException reading() {
        String code = " (" + getMessage() + ")";
        return new StorageUnavailableException(
                switch (kind) {
                    case NO_BUCKET -> "the bucket does not exist: make it, or correct sillok.storage.s3.bucket" + code;
                    case CREDENTIALS ->
                        "the object store refuses the credentials: renew the files in"
                                + " sillok.storage.s3.access-key-file and secret-key-file" + code;
                    case DENIED ->
                        "the object store denies access: give these credentials the rights in"
                                + " docs/object-storage.md" + code;
                    case SKEW ->
                        "this machine's clock and the object store's are too far apart: set both by NTP" + code;
                    case REGION -> "the bucket is elsewhere: correct sillok.storage.s3.region or endpoint" + code;
                    case CERTIFICATE ->
                        "the object store's certificate is not trusted: name its authority in"
                                + " sillok.storage.s3.ca-certificate" + code;
                    case UNSUPPORTED -> "the object store lacks what is needed, see docs/object-storage.md" + code;
                    case BUSY, DIGEST -> "the object store does not answer as it should" + code;
                    case CONDITION -> "an object changed while it was read" + code;
                    default -> "the object store refused a request" + code;
                });
    }

    /** What a caller of the store is told when it writes. */
    StorageException writing() {
        String code = " (" + getMessage() + ")";
        return switch (kind) {
            case FULL -> new StorageFullException("the object store is full: raise its quota or add room" + code);
            case DENIED ->
                new StorageReadOnlyException("the object store refuses to write: give these credentials the"
                        + " rights in docs/object-storage.md" + code);
            default -> reading();
        };
    }
}
