package org.sillok.storage;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a store that speaks the S3 API is set up with; it is used when an endpoint is set. */
public interface S3Settings {
    /** Where the store answers, without a path: {@code https://s3.example.org}. */
    Optional<URI> endpoint();

    /** The region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    /** The bucket for evidence. It exists already; with a lock it was made with Object Lock. */
    Optional<String> bucket();

    /** Another bucket, for what is not evidence yet: without Object Lock. */
    Optional<String> stagingBucket();

    /** What all keys begin with, for a bucket that is shared; ends with a slash. */
    Optional<String> prefix();

    /** Whether the bucket is in the path, {@code host/bucket/key}; otherwise in the host, {@code bucket.host/key}. */
    @WithDefault("true")
    boolean pathStyle();

    /** The name of the credentials; this or the file. */
    Optional<String> accessKey();

    /** A file with the name of the credentials. */
    Optional<Path> accessKeyFile();

    /** Their secret; better in a file. */
    Optional<String> secretKey();

    /** A file with their secret. */
    Optional<Path> secretKeyFile();

    /** A file with the session's token, for credentials that were lent for a while. */
    Optional<Path> sessionTokenFile();

    /** Certificates (PEM) of the authorities that the store's certificate may come from, beside the machine's own. */
    Optional<Path> caCertificate();

    /** For how long nobody, the owner of the bucket included, may delete what was written (mode COMPLIANCE). */
    Optional<Duration> retention();

    /** Whether everything written is put under a legal hold, which lasts until somebody lifts it. */
    @WithDefault("false")
    boolean legalHold();

    /** How long connecting may take. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** How long the store may be silent in the middle of an answer. */
    @WithDefault("PT30S")
    Duration readTimeout();

    /** How long one request may take altogether; reading an object is only limited by {@link #readTimeout}. */
    @WithDefault("PT5M")
    Duration requestTimeout();

    /** For how long after its first failure a request that failed for a passing reason is repeated. */
    @WithDefault("PT30S")
    Duration patience();

    /** The size of one part of a large object. A store takes 10,000 parts: 16 MiB allow 156 GiB. */
    @WithDefault("16")
    int partMebibytes();

    /** How many parts are under way at a time, of all objects together. */
    @WithDefault("4")
    int parallelParts();

    /**
     * What the store must be seen to enforce at the start, by the names in docs/object-storage.md; without it, what the
     * settings need.
     */
    Optional<List<String>> require();
}
