package org.sillok.storage;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The two stores in S3, and what they share. */
final class S3Stores {
    private static final long MEBIBYTE = 1024L * 1024;
    // What encryption adds to a piece of as many mebibytes as a part has: such a piece is one part, not one and a
    // scrap.
    private static final long ENCRYPTION = 64L * 1024;

    private final S3Settings config;
    private final Clock clock;
    private final S3Http http;
    private final S3Calls calls;
    private final S3Credentials credentials;
    private final S3Parts parts;
    // What a bucket does is tried out once, for the store and its examination.
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    private record Place(S3Bucket bucket, S3WriteOnce once) {}

    /** {@code config} has passed {@link S3SettingsCheck}. */
    S3Stores(S3Settings config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.http = new S3Http(config);
        this.credentials = new S3Credentials(config);
        this.calls = new S3Calls(credentials, config.patience());
        this.parts = new S3Parts(config.parallelParts());
    }

    ObjectStore evidence() {
        return store(config.bucket().orElseThrow(), lock());
    }

    ObjectStore staging() {
        return store(config.stagingBucket().orElseThrow(), S3Lock.none());
    }

    private S3Lock lock() {
        return new S3Lock(config.retention(), config.legalHold(), clock);
    }

    S3Probe evidenceProbe() {
        return probe(config.bucket().orElseThrow());
    }

    S3Probe stagingProbe() {
        return probe(config.stagingBucket().orElseThrow());
    }

    private S3Probe probe(String name) {
        Place place = place(name);
        return new S3Probe(place.bucket(), place.once(), http.requests(null), clock);
    }

    private ObjectStore store(String name, S3Lock lock) {
        Place place = place(name);
        long partSize = config.partMebibytes() * MEBIBYTE + ENCRYPTION;
        return new S3ObjectStore(place.bucket(), place.once(), lock, parts, partSize, clock);
    }

    private Place place(String name) {
        return places.computeIfAbsent(name, unused -> {
            S3Bucket bucket =
                    new S3Bucket(http, credentials, calls, name, config.prefix().orElse(""));
            return new Place(bucket, new S3WriteOnce(bucket));
        });
    }
}
