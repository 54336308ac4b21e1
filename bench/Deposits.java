import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Deposits of 10 KB (1 and 8 clients) and of one large file, as an ordinary client of the HTTP API, beside the limits of
 * the machine measured in the same run on the same directory. Everything the service makes durable is made durable in
 * the limits too. Medians of several rounds; one Markdown table on standard output. Run it with bench/deposits.sh.
 */
public class Deposits {
    static final int SMALL = 10_000;
    static final long GB = 1_000_000_000L;
    static final int CHUNK = 64 * 1024;

    final boolean quick;
    final boolean huge;
    final Path work;
    final List<String[]> rows = new ArrayList<>();
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI base;
    String contributor;
    String custodian;
    long servicePid = -1;

    Deposits(boolean quick, boolean huge, Path work) {
        this.quick = quick;
        this.huge = huge;
        this.work = work;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = Arrays.asList(arguments);
        String url = value(options, "--url");
        Path work = Files.createTempDirectory(Path.of("target"), "bench-deposits-");
        Deposits bench = new Deposits(options.contains("--quick"), options.contains("--huge"), work);
        Process service = null;
        try {
            Path token;
            if (url == null) {
                service = bench.startService();
                token = work.resolve("data/tokens/custodian.token");
            } else {
                bench.base = URI.create(url);
                token = Path.of(value(options, "--token-file"));
            }
            bench.run(Files.readString(token).strip());
        } finally {
            if (service != null) {
                service.destroy();
                if (!service.waitFor(30, TimeUnit.SECONDS)) {
                    service.destroyForcibly().waitFor();
                }
            }
            if (!options.contains("--keep")) {
                delete(work);
            }
        }
    }

    void run(String custodian) throws Exception {
        this.custodian = custodian;
        admit(custodian);
        int rounds = quick ? 1 : 3;
        long large = quick ? GB / 5 : GB;

        say("limits of the machine");
        double hash = median(rounds, () -> hashRate(large));
        double disk = median(rounds, () -> writeRate(large));
        double file1 = median(rounds, () -> smallFileRate(quick ? 200 : 1000, 1));
        double file8 = median(rounds, () -> smallFileRate(quick ? 200 : 1000, 8));

        say("warming up with 300 deposits");
        deposits(300, 8);
        for (int clients : new int[] {1, 8}) {
            int count = quick ? 300 : clients == 1 ? 1000 : 4000;
            List<Latencies> runs = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                say("10 KB, clients: " + clients);
                runs.add(deposits(count, clients));
            }
            runs.sort(Comparator.comparingDouble(Latencies::rate));
            Latencies run = runs.get(rounds / 2);
            double limit = clients == 1 ? file1 : file8;
            row("10 KB deposits, clients: " + clients,
                    format("%.0f/s, p50 %.1f ms, p99 %.1f ms", run.rate(), run.percentile(50), run.percentile(99)),
                    format("%.0f durable small files/s by %d", limit, clients),
                    format("%.2f", run.rate() / limit));
        }
        say("one file of " + large / 1_000_000 + " MB");
        double upload = median(rounds, () -> large / 1e6 / seconds(() -> deposit(large)));
        double slower = Math.min(hash, disk);
        row("one file of " + large / 1_000_000 + " MB", format("%.0f MB/s", upload),
                format("SHA-256+SHA-512 %.0f MB/s, write+fsync %.0f MB/s", hash, disk), format("%.2f", upload / slower));
        if (huge) {
            huge();
        }
        System.out.println();
        System.out.println("Machine: " + Runtime.getRuntime().availableProcessors() + " cores, Java "
                + Runtime.version() + ", median of " + rounds + (rounds == 1 ? " round" : " rounds"));
        System.out.println();
        System.out.println("| what | measured | limit in the same run | ratio |");
        System.out.println("|---|---|---|---|");
        rows.forEach(r -> System.out.println("| " + String.join(" | ", r) + " |"));
    }

    // --- the service --------------------------------------------------------------------------------------------------

    Process startService() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        base = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-jar", "target/quarkus-app/quarkus-run.jar", "serve");
        builder.environment().put("SILLOK_DATA_DIR", work.resolve("data").toAbsolutePath().toString());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.redirectErrorStream(true).redirectOutput(work.resolve("service.log").toFile());
        Process service = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(service::destroy));
        servicePid = service.pid();
        HttpRequest ready = HttpRequest.newBuilder(base.resolve("/q/health/ready")).build();
        for (int i = 0; i < 600; i++) {
            try {
                // The custodian's token is written when the service answers already.
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200
                        && Files.exists(work.resolve("data/tokens/custodian.token"))) {
                    return service;
                }
            } catch (IOException e) {
                // not listening yet
            }
            if (!service.isAlive()) {
                break;
            }
            Thread.sleep(200);
        }
        service.destroy();
        throw new IllegalStateException("the service did not start:\n" + Files.readString(work.resolve("service.log")));
    }

    void admit(String custodian) throws Exception {
        String party = field(post("/api/v1/parties", custodian,
                "{\"kind\":\"NGO\",\"names\":{\"en\":\"Bench (invented)\"}}"), "id");
        String user = field(post("/api/v1/parties/" + party + "/users", custodian,
                "{\"roles\":[\"CONTRIBUTOR\"]}"), "id");
        contributor = field(post("/api/v1/tokens", custodian,
                "{\"user\":\"" + user + "\",\"validFor\":\"PT6H\"}"), "token");
    }

    String post(String path, String token, String json) throws Exception {
        var answer = http.send(HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Deposits one item with one file of {@code size} generated bytes and waits for the answer with its log index. */
    Void deposit(long size) throws Exception {
        String boundary = "bench-" + UUID.randomUUID();
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                + "Content-Type: application/json\r\n\r\n{\"title\":{\"en\":\"Bench\"},\"kind\":\"DATASET\",\"languages\":[\"und\"]}"
                + "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bench.bin\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        BodyPublisher content = size <= CHUNK
                ? BodyPublishers.ofByteArray(new Generated(size).readAllBytes())
                : BodyPublishers.ofInputStream(() -> new Generated(size));
        BodyPublisher body = BodyPublishers.fromPublisher(
                BodyPublishers.concat(BodyPublishers.ofByteArray(head), content, BodyPublishers.ofByteArray(tail)),
                head.length + size + tail.length);
        var answer = http.send(HttpRequest.newBuilder(base.resolve("/api/v1/items"))
                .header("Authorization", "Bearer " + contributor)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .timeout(Duration.ofMinutes(30))
                .POST(body).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("a deposit was answered " + answer.statusCode() + " " + answer.body());
        }
        if (!answer.body().contains("\"index\"")) {
            throw new IllegalStateException("the answer to a deposit carries no log index");
        }
        return null;
    }

    Latencies deposits(int count, int clients) throws Exception {
        AtomicInteger left = new AtomicInteger(count);
        long[] nanos = new long[count];
        double seconds = seconds(() -> parallel(clients, () -> {
            int number;
            while ((number = left.decrementAndGet()) >= 0) {
                long begin = System.nanoTime();
                deposit(SMALL);
                nanos[number] = System.nanoTime() - begin;
            }
            return null;
        }));
        Arrays.sort(nanos);
        return new Latencies(nanos, seconds);
    }

    /** 5 GB while the service has a heap of 512 MB: the highest heap seen on /q/metrics, the peak resident memory. */
    void huge() throws Exception {
        say("one file of 5 GB");
        long[] peak = {0};
        Thread watch = new Thread(() -> {
            try {
                while (true) {
                    peak[0] = Math.max(peak[0], heapUsed());
                    Thread.sleep(250);
                }
            } catch (Exception e) {
                // the end of the upload
            }
        });
        watch.start();
        double seconds = seconds(() -> deposit(5 * GB));
        watch.interrupt();
        watch.join();
        row("one file of 5 GB", format("%.0f MB/s", 5000 / seconds),
                "heap limit 512 MB: highest heap seen " + peak[0] / 1_000_000 + " MB, peak resident memory "
                        + residentPeak(),
                "–");
    }

    long heapUsed() throws Exception {
        String metrics = http.send(HttpRequest.newBuilder(base.resolve("/q/metrics"))
                .header("Authorization", "Bearer " + custodian).build(), BodyHandlers.ofString()).body();
        Matcher used = Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*\\} ([0-9.E+]+)").matcher(metrics);
        double sum = 0;
        while (used.find()) {
            sum += Double.parseDouble(used.group(1));
        }
        return (long) sum;
    }

    String residentPeak() throws IOException {
        Path status = Path.of("/proc/" + servicePid + "/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream().filter(l -> l.startsWith("VmHWM")).findFirst()
                .map(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1000 + " MB").orElse("unknown");
    }

    // --- the limits ---------------------------------------------------------------------------------------------------

    double hashRate(long size) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        byte[] chunk = new byte[CHUNK];
        double seconds = seconds(() -> {
            InputStream in = new Generated(size);
            int read;
            while ((read = in.read(chunk)) > 0) {
                sha256.update(chunk, 0, read);
                sha512.update(chunk, 0, read);
            }
            sha256.digest();
            sha512.digest();
            return null;
        });
        return size / 1e6 / seconds;
    }

    double writeRate(long size) throws Exception {
        Path file = work.resolve("limit.bin");
        byte[] chunk = new byte[CHUNK];
        double seconds = seconds(() -> {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                InputStream in = new Generated(size);
                int read;
                while ((read = in.read(chunk)) > 0) {
                    ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, read);
                    while (buffer.hasRemaining()) {
                        out.write(buffer);
                    }
                }
                out.force(true);
            }
            return null;
        });
        Files.delete(file);
        return size / 1e6 / seconds;
    }

    /** Create, write 10 KB, fsync, rename, fsync of the directory: what one durable small file costs here. */
    double smallFileRate(int count, int threads) throws Exception {
        Path directory = Files.createDirectory(work.resolve("limit"));
        AtomicInteger left = new AtomicInteger(count);
        byte[] content = new Generated(SMALL).readAllBytes();
        double seconds = seconds(() -> parallel(threads, () -> {
            int number;
            while ((number = left.decrementAndGet()) >= 0) {
                Path draft = directory.resolve(number + ".draft");
                try (FileChannel out =
                        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    out.write(ByteBuffer.wrap(content));
                    out.force(true);
                }
                Files.move(draft, directory.resolve(Integer.toString(number)), StandardCopyOption.ATOMIC_MOVE);
                try (FileChannel handle = FileChannel.open(directory, StandardOpenOption.READ)) {
                    handle.force(true);
                }
            }
            return null;
        }));
        delete(directory);
        return count / seconds;
    }

    // --- small things -------------------------------------------------------------------------------------------------

    /** {@code size} bytes that no compression shortens, made at memory speed: one random chunk, stamped with its number. */
    static final class Generated extends InputStream {
        private static final byte[] CHUNK_BYTES = new byte[CHUNK];

        static {
            new Random(1).nextBytes(CHUNK_BYTES);
        }

        private final byte[] chunk = CHUNK_BYTES.clone();
        private final long stamp = System.nanoTime();
        private final long size;
        private long at;

        Generated(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at >= size) {
                return -1;
            }
            int inside = (int) (at % CHUNK);
            if (inside == 0) {
                ByteBuffer.wrap(chunk).putLong(0, at / CHUNK).putLong(8, stamp);
            }
            int count = (int) Math.min(Math.min(length, CHUNK - inside), size - at);
            System.arraycopy(chunk, inside, target, offset, count);
            at += count;
            return count;
        }
    }

    record Latencies(long[] nanos, double seconds) {
        double rate() {
            return nanos.length / seconds;
        }

        double percentile(int percent) {
            return nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)] / 1e6;
        }
    }

    static Void parallel(int threads, Callable<Void> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(work));
            }
            for (Future<Void> one : running) {
                one.get();
            }
            return null;
        } finally {
            pool.shutdownNow();
        }
    }

    static double median(int rounds, Callable<Double> measure) throws Exception {
        double[] values = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            values[i] = measure.call();
        }
        Arrays.sort(values);
        return values[rounds / 2];
    }

    static double seconds(Callable<Void> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e9;
    }

    static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no \"" + name + "\" in the answer");
        }
        return matcher.group(1);
    }

    static String value(List<String> options, String name) {
        int at = options.indexOf(name);
        return at < 0 || at + 1 == options.size() ? null : options.get(at + 1);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    static void say(String what) {
        System.err.println("… " + what);
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
