import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Randomness;
import org.sillok.storage.Draft;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.ObjectKey;
import org.sillok.vault.ObjectReader;
import org.sillok.vault.ObjectWriter;
import org.sillok.vault.StoredObject;
import org.sillok.vault.VaultBench;

/**
 * What digesting, encrypting and storing costs, beside what this machine can do at all: each round measures every line
 * on the same data, and the medians and their ratios are printed. Run it with bench/storage.sh.
 */
final class StorageBench {
    private static final int BUFFER = 256 * 1024;
    private static final Randomness RANDOMNESS = length -> {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    };

    private final Path directory;
    private final ObjectWriter writer = VaultBench.writer(0);

    private StorageBench(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        long size = Long.parseLong(arguments[0]) * 1024 * 1024;
        int rounds = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory(Path.of(arguments[2]), "storage-bench");
        try {
            StorageBench bench = new StorageBench(directory);
            bench.large(size, rounds);
            bench.small(Integer.parseInt(arguments[3]), rounds);
        } finally {
            delete(directory);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private void large(long size, int rounds) throws Exception {
        ObjectStore store = new FileSystemObjectStore(directory.resolve("large"), Clock.systemUTC());
        List<List<Double>> times = new ArrayList<>();
        String[] names = {
            "SHA-256 + SHA-512, one pass, one thread",
            "plain write + fsync",
            "digest + encrypt, not stored",
            "digest + encrypt + durable store",
            "read, decrypt and verify"
        };
        for (int i = 0; i < names.length; i++) {
            times.add(new ArrayList<>());
        }
        for (int round = -1; round < rounds; round++) {
            ObjectKey key = VaultBench.key(RANDOMNESS);
            List<Double> measured = new ArrayList<>();
            measured.add(seconds(() -> digests(size)));
            measured.add(seconds(() -> plainWrite(size)));
            measured.add(seconds(() -> writer.write(VaultBench.key(RANDOMNESS), new Data(size), new Nowhere())));
            StoredObject[] stored = new StoredObject[1];
            measured.add(seconds(() -> stored[0] = store(store, key, new Data(size))));
            measured.add(seconds(() -> read(store, key, stored[0])));
            store.discard(StoredObject.nameOf(key.object()));
            for (int i = 0; round >= 0 && i < names.length; i++) {
                times.get(i).add(measured.get(i));
            }
        }
        System.out.printf("%nOne file of %d MiB, median of %d rounds%n", size >> 20, rounds);
        for (int i = 0; i < names.length; i++) {
            System.out.printf("  %-42s %8.0f MiB/s%n", names[i], (size >> 20) / median(times.get(i)));
        }
        double limit = Math.max(median(times.get(0)), median(times.get(1)));
        System.out.printf(
                "  durable store, as a share of the slower of digests and disk: %.2f%n", limit / median(times.get(3)));
    }

    private void small(int count, int rounds) throws Exception {
        byte[] plain = new byte[10 * 1024];
        new Random(1).nextBytes(plain);
        System.out.printf("%nFiles of 10 KiB, %d a round, median of %d rounds%n", count, rounds);
        for (int clients : new int[] {1, 8}) {
            List<Double> raw = new ArrayList<>();
            List<Double> stored = new ArrayList<>();
            ObjectStore store = new FileSystemObjectStore(directory.resolve("small-" + clients), Clock.systemUTC());
            Path flat = Files.createDirectories(directory.resolve("flat-" + clients));
            for (int round = -1; round < rounds; round++) {
                double plainly = seconds(() -> inParallel(clients, count, () -> plainFile(flat, plain)));
                double sealed = seconds(() -> inParallel(
                        clients, count, () -> store(store, VaultBench.key(RANDOMNESS), new ByteArrayInputStream(plain))));
                if (round >= 0) {
                    raw.add(plainly);
                    stored.add(sealed);
                }
            }
            System.out.printf(
                    "  %d client(s): write+fsync+link+unlink+fsync(directory) %6.0f/s; digest + encrypt + durable store"
                            + " %6.0f/s; ratio %.2f%n",
                    clients, count / median(raw), count / median(stored), median(raw) / median(stored));
        }
        double cpu = seconds(() -> {
            for (int i = 0; i < 2 * count; i++) {
                writer.write(VaultBench.key(RANDOMNESS), new ByteArrayInputStream(plain), new Nowhere());
            }
        });
        System.out.printf("  digest + encrypt only, one thread: %.0f/s%n", 2 * count / cpu);
    }

    private StoredObject store(ObjectStore store, ObjectKey key, InputStream data) throws IOException {
        try (Draft draft = store.draft(StoredObject.nameOf(key.object()))) {
            StoredObject stored = writer.write(key, data, draft);
            draft.publish();
            return stored;
        }
    }

    private static void read(ObjectStore store, ObjectKey key, StoredObject stored) throws IOException {
        try (InputStream plain = new ObjectReader(store).read(key, stored.length(), stored.sha256())) {
            plain.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private static void digests(long size) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        byte[] buffer = new byte[BUFFER];
        try (InputStream data = new Data(size)) {
            for (int length = data.read(buffer); length >= 0; length = data.read(buffer)) {
                sha256.update(buffer, 0, length);
                sha512.update(buffer, 0, length);
            }
        }
        sha256.digest();
        sha512.digest();
    }

    private void plainWrite(long size) throws IOException {
        Path file = directory.resolve("plain");
        byte[] buffer = new byte[BUFFER];
        try (InputStream data = new Data(size);
                FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int length = data.read(buffer); length >= 0; length = data.read(buffer)) {
                channel.write(ByteBuffer.wrap(buffer, 0, length));
            }
            channel.force(true);
        }
        Files.delete(file);
    }

    private static void plainFile(Path flat, byte[] plain) throws IOException {
        String name = ObjectId.fresh(RANDOMNESS).value();
        Path draft = flat.resolve(name + ".draft");
        try (FileChannel channel =
                FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(plain));
            channel.force(false);
        }
        Files.createLink(flat.resolve(name), draft);
        Files.delete(draft);
        try (FileChannel entries = FileChannel.open(flat, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static void inParallel(int threads, int count, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                shares.add(() -> {
                    for (int j = 0; j < count / threads; j++) {
                        work.run();
                    }
                    return null;
                });
            }
            for (Future<Void> share : pool.invokeAll(shares)) {
                share.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** So many bytes of something that does not compress, made without work. */
    private static final class Data extends InputStream {
        private static final byte[] BLOCK = new byte[1 << 20];

        static {
            new Random(7).nextBytes(BLOCK);
        }

        private final long size;
        private long position;

        Data(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == size) {
                return -1;
            }
            int from = (int) (position % BLOCK.length);
            int count = (int) Math.min(size - position, Math.min(length, BLOCK.length - from));
            System.arraycopy(BLOCK, from, target, offset, count);
            position += count;
            return count;
        }
    }

    /** A draft that keeps nothing. */
    private static final class Nowhere implements Draft {
        @Override
        public java.io.OutputStream body() {
            return java.io.OutputStream.nullOutputStream();
        }

        @Override
        public void publish() {}

        @Override
        public void close() {}
    }
}
