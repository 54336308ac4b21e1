package org.sillok.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at the settings of the S3 store once, at the start. */
final class S3SettingsCheck {
    private static final Pattern PREFIX = Pattern.compile("(?:[a-z0-9_-][a-z0-9_.-]*/)+");
    // What the S3 API allows.
    private static final int SMALLEST_PART = 5;
    private static final int LARGEST_PART = 5 * 1024 - 1;
    private static final int MOST_PARALLEL = 64;

    private final S3Settings config;
    private final boolean replica;

    private S3SettingsCheck(S3Settings config) {
        this.config = config;
        this.replica = config instanceof ReplicaS3Config;
    }

    /**
     * Whether objects are kept in S3.
     *
     * @throws StorageSettingException for the first setting that is missing or cannot be used
     */
    static boolean isUsed(S3Settings config) {
        return new S3SettingsCheck(config).check();
    }

    private boolean check() {
        if (config.endpoint().isEmpty()) {
            refuseHalf();
            return false;
        }
        checkEndpoint(config.endpoint().get());
        String bucket = present(config.bucket(), "bucket");
        require(
                replica || !present(config.stagingBucket(), "staging-bucket").equals(bucket),
                "staging-bucket is also the bucket for evidence: name two, because only one is locked");
        exactlyOne(config.accessKey(), config.accessKeyFile(), "access-key");
        exactlyOne(config.secretKey(), config.secretKeyFile(), "secret-key");
        require(
                config.prefix().isEmpty()
                        || PREFIX.matcher(config.prefix().get()).matches(),
                "prefix must be made of a-z, 0-9, '_', '-', '.' and end with '/'");
        config.retention().ifPresent(retention -> positive(retention, "retention"));
        positive(config.connectTimeout(), "connect-timeout");
        positive(config.readTimeout(), "read-timeout");
        positive(config.requestTimeout(), "request-timeout");
        positive(config.patience(), "patience");
        require(
                config.partMebibytes() >= SMALLEST_PART && config.partMebibytes() <= LARGEST_PART,
                "part-mebibytes must be from " + SMALLEST_PART + " to " + LARGEST_PART);
        require(
                config.parallelParts() >= 1 && config.parallelParts() <= MOST_PARALLEL,
                "parallel-parts must be from 1 to " + MOST_PARALLEL);
        return true;
    }

    /** Somebody who sets a retention believes that there is one. */
    private void refuseHalf() {
        boolean any = config.bucket().isPresent()
                || config.stagingBucket().isPresent()
                || config.accessKey().isPresent()
                || config.accessKeyFile().isPresent()
                || config.secretKey().isPresent()
                || config.secretKeyFile().isPresent()
                || config.retention().isPresent()
                || config.legalHold();
        require(!any, "endpoint is not set, but other settings of the S3 store are: set it, or remove them");
    }

    private void checkEndpoint(URI endpoint) {
        boolean web = "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme());
        String path = endpoint.getRawPath();
        boolean bare = endpoint.getRawQuery() == null
                && endpoint.getRawUserInfo() == null
                && (path == null || path.isEmpty() || path.equals("/"));
        require(
                web && endpoint.getHost() != null && bare,
                "endpoint must be like https://s3.example.org, without user, path and query");
    }

    private String present(Optional<String> value, String name) {
        require(value.isPresent(), name + " is missing: with an endpoint it is needed");
        return value.orElseThrow();
    }

    private void exactlyOne(Optional<?> value, Optional<?> file, String name) {
        require(
                value.isPresent() != file.isPresent(),
                name
                        + (value.isPresent()
                                ? " and " + name + "-file are both set: keep one"
                                : "-file is missing: set it"));
    }

    private void positive(Duration length, String name) {
        require(!length.isZero() && !length.isNegative(), name + " must be more than nothing");
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new StorageSettingException(
                    "The setting sillok.storage." + (replica ? "replica." : "") + "s3." + message + ".");
        }
    }
}
