package org.sillok.storage;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.smallrye.config.WithDefault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Randomness;

/**
 * The object store on S3 beside a bare loop over the SDK, by turns on one gateway: one large object of unknown length, its
 * sequential reading, and 10 KB objects by 8 threads. The store does more: parts side by side with their checksums, the
 * write conditions, and the look at what was stored. Run it with bench/s3.sh.
 */
public final class S3Bench {
    private static final int MIB = 1 << 20;
    private static final int PART = 16 * MIB;
    private static final int SMALL = 10_000;
    private static final String EVIDENCE = "bench-evidence";
    private static final String STAGING = "bench-staging";
    private static final String BARE = "bench-bare";

    private final MinioClient sdk;
    private final ObjectStore store;
    private final SecureRandom random = new SecureRandom();
    private final Randomness randomness = length -> {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    };
    private final AtomicInteger number = new AtomicInteger();
    private final byte[] mebibyte = new byte[MIB];

    private S3Bench(String endpoint, String access, String secret) throws Exception {
        sdk = MinioClient.builder().endpoint(endpoint).credentials(access, secret).region("us-east-1").build();
        store = new S3Stores(config(endpoint, access, secret), Clock.systemUTC()).evidence();
        random.nextBytes(mebibyte);
    }

    /** The settings with their defaults: the program's own reader of settings is not part of what it runs with. */
    private static S3Config config(String endpoint, String access, String secret) {
        Map<String, Object> set = Map.of(
                "endpoint", URI.create(endpoint),
                "bucket", EVIDENCE,
                "stagingBucket", STAGING,
                "accessKey", access,
                "secretKey", secret);
        return (S3Config) Proxy.newProxyInstance(
                S3Bench.class.getClassLoader(), new Class<?>[] {S3Config.class}, (proxy, method, none) -> {
                    WithDefault standard = method.getAnnotation(WithDefault.class);
                    if (standard == null) {
                        return Optional.ofNullable(set.get(method.getName()));
                    }
                    Class<?> type = method.getReturnType();
                    String value = standard.value();
                    return type == int.class
                            ? (Object) Integer.valueOf(value)
                            : type == boolean.class
                                    ? (Object) Boolean.valueOf(value)
                                    : type == Duration.class ? Duration.parse(value) : value;
                });
    }

    /** Arguments: endpoint, access key, secret key, size of the large object in MiB, small objects a round, rounds. */
    public static void main(String[] arguments) throws Exception {
        S3Bench bench = new S3Bench(arguments[0], arguments[1], arguments[2]);
        int size = Integer.parseInt(arguments[3]);
        int small = Integer.parseInt(arguments[4]);
        int rounds = Integer.parseInt(arguments[5]);
        bench.run(size, small, rounds);
        System.exit(0);
    }

    private void run(int size, int small, int rounds) throws Exception {
        storeLarge(16);
        sdkLarge(16);
        smallObjects(50, this::storeSmall);
        smallObjects(50, this::sdkSmall);
        List<double[]> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            System.err.println("… round " + (round + 1));
            double[] result = new double[6];
            ObjectName[] mine = new ObjectName[1];
            String[] theirs = new String[1];
            result[0] = size / seconds(() -> mine[0] = storeLarge(size));
            result[1] = size / seconds(() -> theirs[0] = sdkLarge(size));
            result[2] = size / seconds(() -> readFromStore(mine[0]));
            result[3] = size / seconds(() -> readFromSdk(theirs[0]));
            result[4] = small / seconds(() -> smallObjects(small, this::storeSmall));
            result[5] = small / seconds(() -> smallObjects(small, this::sdkSmall));
            results.add(result);
        }
        System.out.println("| what | the object store | bare SDK | ratio |");
        System.out.println("|---|---|---|---|");
        row("one object of " + size + " MiB written, MiB/s", results, 0);
        row("the same read, MiB/s", results, 2);
        row("objects of 10 KB written by 8 threads, a second", results, 4);
    }

    private static void row(String what, List<double[]> results, int at) {
        double store = median(results, at);
        double bare = median(results, at + 1);
        System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.2f |%n", what, store, bare, store / bare);
    }

    private static double median(List<double[]> results, int at) {
        double[] values = results.stream().mapToDouble(result -> result[at]).sorted().toArray();
        return values[values.length / 2];
    }

    private ObjectName freshName() {
        return ObjectName.of(ObjectId.fresh(randomness));
    }

    private ObjectName storeLarge(int mebibytes) throws Exception {
        ObjectName name = freshName();
        try (Draft draft = store.draft(name)) {
            OutputStream out = draft.body();
            for (int i = 0; i < mebibytes; i++) {
                out.write(mebibyte);
            }
            draft.publish();
        }
        return name;
    }

    private String sdkLarge(int mebibytes) throws Exception {
        String name = "large-" + number.incrementAndGet();
        InputStream[] pieces = new InputStream[mebibytes];
        Arrays.setAll(pieces, i -> new ByteArrayInputStream(mebibyte));
        InputStream all = new SequenceInputStream(Collections.enumeration(List.of(pieces)));
        sdk.putObject(PutObjectArgs.builder().bucket(BARE).object(name).stream(all, -1L, (long) PART).build());
        return name;
    }

    private Void readFromStore(ObjectName name) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try (SeekableByteChannel channel = store.open(name)) {
            while (channel.read(buffer) >= 0) {
                buffer.clear();
            }
        }
        return null;
    }

    private Void readFromSdk(String name) throws Exception {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = sdk.getObject(GetObjectArgs.builder().bucket(BARE).object(name).build())) {
            while (in.read(buffer) >= 0) {
                // Only to have read it.
            }
        }
        return null;
    }

    private Void storeSmall() throws Exception {
        try (Draft draft = store.draft(freshName())) {
            draft.body().write(mebibyte, 0, SMALL);
            draft.publish();
        }
        return null;
    }

    private Void sdkSmall() throws Exception {
        sdk.putObject(PutObjectArgs.builder()
                .bucket(BARE)
                .object("small-" + number.incrementAndGet())
                .stream(new ByteArrayInputStream(mebibyte, 0, SMALL), (long) SMALL, -1L)
                .build());
        return null;
    }

    private static Void smallObjects(int count, Callable<Void> one) throws Exception {
        AtomicInteger left = new AtomicInteger(count);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(pool.submit(() -> {
                    while (left.decrementAndGet() >= 0) {
                        one.call();
                    }
                    return null;
                }));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return null;
    }

    private static double seconds(Callable<?> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e9;
    }
}
