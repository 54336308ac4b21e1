package org.sillok.storage;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A bucket of an S3 service in this process, as the replica of a {@code @QuarkusTest}. */
public final class S3ReplicaResource implements QuarkusTestResourceLifecycleManager {
    private final TestS3 service = new TestS3();

    @Override
    public Map<String, String> start() {
        return settings(service.endpoint().toString());
    }

    /** Those of a replica at {@code endpoint}, which may be nobody's. */
    public static Map<String, String> settings(String endpoint) {
        Map<String, String> settings = new HashMap<>();
        Map.of(
                        "endpoint",
                        endpoint,
                        "bucket",
                        TestS3.BUCKET,
                        "access-key",
                        TestS3.ACCESS,
                        "secret-key",
                        TestS3.SECRET,
                        "part-mebibytes",
                        "5",
                        "connect-timeout",
                        "PT1S",
                        "read-timeout",
                        "PT2S",
                        "patience",
                        "PT2S")
                .forEach((name, value) -> settings.put("sillok.storage.replica.s3." + name, value));
        return settings;
    }

    @Override
    public void stop() {
        service.close();
    }
}
