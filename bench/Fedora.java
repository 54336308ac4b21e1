import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Small deposits beside Fedora 6, which keeps and digests objects behind a REST API as well: 10 KB items from 1 and from 8
 * clients, by turns in one run on one machine and one disk. Fedora runs as it comes (OCFL on a directory, metadata in H2,
 * its digest checked on arrival) and syncs nothing to disk, so each of its rounds ends with one sync of the disk, within its
 * time; here each answer means that object, signed statement and log index are on disk. Run it with bench/fedora.sh.
 */
public class Fedora {
    private static final int WARM_UP = 300;
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("fedoraAdmin:secret".getBytes());

    private final Path work;
    private final Path jars;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private URI base;

    Fedora(Path work, Path jars) {
        this.work = work;
        this.jars = jars;
    }

    public static void main(String[] arguments) throws Exception {
        boolean quick = Arrays.asList(arguments).contains("--quick");
        Path work = Files.createTempDirectory(Path.of("target"), "bench-fedora-");
        Deposits sillok = new Deposits(quick, false, work);
        Fedora fedora = new Fedora(work, Path.of(arguments[0]));
        Process service = null;
        Process peer = null;
        try {
            service = sillok.startService();
            peer = fedora.start();
            sillok.admit(Files.readString(work.resolve("data/tokens/custodian.token")).strip());
            compare(sillok, fedora, quick);
        } finally {
            stop(service);
            stop(peer);
            Deposits.delete(work);
        }
    }

    private static void compare(Deposits sillok, Fedora fedora, boolean quick) throws Exception {
        int rounds = quick ? 1 : 5;
        Deposits.say("warming up");
        sillok.deposits(WARM_UP, 8);
        fedora.puts(WARM_UP, 8);
        System.out.println("| clients | Sillok, everything on disk | Fedora 6, one sync a round | ratio |");
        System.out.println("|---|---|---|---|");
        for (int clients : new int[] {1, 8}) {
            int count = quick ? 200 : clients == 1 ? 500 : 2000;
            List<Deposits.Latencies> ours = new ArrayList<>();
            List<Deposits.Latencies> theirs = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                Deposits.say("10 KB, clients: " + clients + ", round " + (round + 1));
                ours.add(sillok.deposits(count, clients));
                theirs.add(fedora.puts(count, clients));
            }
            Deposits.Latencies us = median(ours);
            Deposits.Latencies they = median(theirs);
            System.out.println("| " + clients + " | " + line(us) + " | " + line(they) + " | "
                    + Deposits.format("%.1f", us.rate() / they.rate()) + " |");
        }
    }

    private static Deposits.Latencies median(List<Deposits.Latencies> runs) {
        runs.sort(Comparator.comparingDouble(Deposits.Latencies::rate));
        return runs.get(runs.size() / 2);
    }

    private static String line(Deposits.Latencies run) {
        return Deposits.format("%.0f/s, p50 %.1f ms, p99 %.1f ms", run.rate(), run.percentile(50), run.percentile(99));
    }

    private Process start() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        base = URI.create("http://127.0.0.1:" + port + "/rest/");
        Path realm = work.resolve("realm.properties").toAbsolutePath();
        Files.writeString(realm, "fedoraAdmin: secret,fedoraAdmin\n");
        Path jetty = work.resolve("jetty.xml").toAbsolutePath();
        Files.writeString(jetty, """
                <?xml version="1.0"?>
                <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://www.eclipse.org/jetty/configure_9_3.dtd">
                <Configure id="Server" class="org.eclipse.jetty.server.Server">
                  <Call name="addBean"><Arg><New class="org.eclipse.jetty.security.HashLoginService">
                    <Set name="name">fcrepo</Set><Set name="config">%s</Set></New></Arg></Call>
                </Configure>
                """.formatted(realm));
        Path log = work.resolve("fedora.log");
        Process peer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-Dfcrepo.home=" + work.resolve("fedora").toAbsolutePath(),
                        "-Dfile.encoding=UTF-8",
                        "-Dfcrepo.jms.enabled=false",
                        "-jar", jars.resolve("jetty-runner.jar").toString(),
                        "--host", "127.0.0.1", "--port", Integer.toString(port),
                        "--config", jetty.toString(),
                        "--path", "/", jars.resolve("fcrepo-webapp.war").toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(peer::destroy));
        HttpRequest ready = HttpRequest.newBuilder(base).header("Authorization", CREDENTIALS).build();
        for (int i = 0; i < 900 && peer.isAlive(); i++) {
            try {
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return peer;
                }
            } catch (IOException e) {
                // not listening yet
            }
            Thread.sleep(200);
        }
        peer.destroy();
        throw new IllegalStateException("Fedora did not start:\n" + Files.readString(log));
    }

    private Deposits.Latencies puts(int count, int clients) throws Exception {
        AtomicInteger left = new AtomicInteger(count);
        long[] nanos = new long[count];
        double seconds = Deposits.seconds(() -> Deposits.parallel(clients, () -> {
            int number;
            while ((number = left.decrementAndGet()) >= 0) {
                long begin = System.nanoTime();
                put();
                nanos[number] = System.nanoTime() - begin;
            }
            return null;
        }));
        // What it has written is on disk only now; otherwise the other side's syncs would pay for it in the next round.
        seconds += Deposits.seconds(() -> new ProcessBuilder("sync").inheritIO().start().waitFor() == 0 ? null : failed());
        Arrays.sort(nanos);
        return new Deposits.Latencies(nanos, seconds);
    }

    private static Void failed() {
        throw new IllegalStateException("sync failed");
    }

    private void put() throws Exception {
        byte[] content = new Deposits.Generated(Deposits.SMALL).readAllBytes();
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        var answer = http.send(HttpRequest.newBuilder(base.resolve(UUID.randomUUID().toString()))
                .header("Authorization", CREDENTIALS)
                .header("Content-Type", "application/octet-stream")
                .header("Digest", "sha-256=" + digest)
                .PUT(BodyPublishers.ofByteArray(content)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("Fedora answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private static void stop(Process process) throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
