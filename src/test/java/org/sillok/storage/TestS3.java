package org.sillok.storage;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** An S3 service in this process, in memory, which checks signatures, digests and conditions; it has no locks. */
public final class TestS3 implements AutoCloseable {
    static final String BUCKET = "evidence";
    static final String STAGING = "staging";
    static final String ACCESS = "test-access";
    static final String SECRET = "test-secret-key";

    private final TransientNio2BlobStore blobs = new TransientNio2BlobStore();
    private final S3Proxy server;

    public TestS3() {
        this(0, AuthenticationType.AWS_V4, null, "");
    }

    /** At a port that is known already, to come back where one went away. */
    TestS3(int port) {
        this(port, AuthenticationType.AWS_V4, null, "");
    }

    /** One that checks no signatures, so that a liar in front of it can change what was signed. */
    static TestS3 trusting() {
        return new TestS3(0, AuthenticationType.NONE, null, "");
    }

    /** One that answers over TLS as well, with the key in that file. */
    static TestS3 secured(Path keys, String password) {
        return new TestS3(0, AuthenticationType.AWS_V4, keys, password);
    }

    private TestS3(int port, AuthenticationType authentication, @Nullable Path keys, String password) {
        blobs.createContainer(BUCKET);
        blobs.createContainer(STAGING);
        S3Proxy.Builder builder = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .stopTimeout(0);
        if (authentication != AuthenticationType.NONE) {
            builder.awsAuthentication(authentication, ACCESS, SECRET);
        }
        if (keys != null) {
            builder.secureEndpoint(URI.create("https://127.0.0.1:0")).keyStore(keys.toString(), password);
        }
        server = builder.build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    URI secureEndpoint() {
        return URI.create("https://127.0.0.1:" + server.getSecurePort());
    }

    /** Settings for this service, with those in {@code others} beside or instead; an empty value takes one away. */
    S3Config config(Map<String, String> others) {
        return configOf(endpoint(), others);
    }

    static S3Config configOf(URI endpoint, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(Map.of(
                "endpoint",
                endpoint.toString(),
                "bucket",
                BUCKET,
                "staging-bucket",
                STAGING,
                "access-key",
                ACCESS,
                "secret-key",
                SECRET,
                "part-mebibytes",
                "5",
                "read-timeout",
                "PT2S",
                "patience",
                "PT3S"));
        all.putAll(others);
        return configOf(all);
    }

    static S3Config configOf(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put("sillok.storage.s3." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(S3Config.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(S3Config.class);
    }

    /** The settings of a replica. */
    static ReplicaS3Config replicaOf(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put("sillok.storage.replica.s3." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ReplicaS3Config.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(ReplicaS3Config.class);
    }

    public ObjectStore store(Map<String, String> others) {
        return new S3Stores(config(others), Clock.systemUTC()).evidence();
    }

    /** How many objects there are, those of probes included. */
    int objects() {
        return blobs.list(BUCKET).contents().size();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
