package org.sillok.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at the settings of the S3 store once, at the start. */
final class S3SettingsCheck {
    private static final String GROUP = "sillok.storage.s3.";
    private static final Pattern PREFIX = Pattern.compile("(?:[a-z0-9_-][a-z0-9_.-]*/)+");
    // What the S3 API allows.
    private static final int SMALLEST_PART = 5;
    private static final int LARGEST_PART = 5 * 1024 - 1;
    private static final int MOST_PARALLEL = 64;

    private S3SettingsCheck() {}

    /**
     * Whether objects are kept in S3.
     *
     * @throws StorageSettingException for the first setting that is missing or cannot be used
     */
    static boolean isUsed(S3Config config) {
        if (config.endpoint().isEmpty()) {
            refuseHalf(config);
            return false;
        }
        checkEndpoint(config.endpoint().get());
        String bucket = present(config.bucket(), "bucket");
        require(
                !present(config.stagingBucket(), "staging-bucket").equals(bucket),
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
    private static void refuseHalf(S3Config config) {
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

    private static void checkEndpoint(URI endpoint) {
        boolean web = "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme());
        String path = endpoint.getRawPath();
        boolean bare = endpoint.getRawQuery() == null
                && endpoint.getRawUserInfo() == null
                && (path == null || path.isEmpty() || path.equals("/"));
        require(
                web && endpoint.getHost() != null && bare,
                "endpoint must be like https://s3.example.org, without user, path and query");
    }

    private static String present(Optional<String> value, String name) {
        require(value.isPresent(), name + " is missing: with an endpoint it is needed");
        return value.orElseThrow();
    }

    private static void exactlyOne(Optional<?> value, Optional<?> file, String name) {
        require(
                value.isPresent() != file.isPresent(),
                name
                        + (value.isPresent()
                                ? " and " + name + "-file are both set: keep one"
                                : "-file is missing: set it"));
    }

    private static void positive(Duration length, String name) {
        require(!length.isZero() && !length.isNegative(), name + " must be more than nothing");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new StorageSettingException("The setting " + GROUP + message + ".");
        }
    }
}
