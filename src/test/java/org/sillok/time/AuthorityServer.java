package org.sillok.time;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.TestAuthority;
import org.sillok.crypto.TestAuthority.Flaw;

/** A time-stamping authority behind HTTP, which can be told to misbehave in every way that is known. */
public final class AuthorityServer implements AutoCloseable {
    /** What the server does. */
    public enum Mood {
        HONEST,
        SLOW_BYTE_BY_BYTE,
        SILENT,
        GARBAGE,
        EMPTY,
        TRUNCATED,
        OVERSIZE,
        REDIRECTING,
        REFUSING,
        HANGING_UP
    }

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "test-authority");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;
    private final TestAuthority authority;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Mood mood = Mood.HONEST;
    private volatile Flaw[] flaws = {};
    private volatile Supplier<Instant> clock = Instant::now;
    private final AtomicInteger listRequests = new AtomicInteger();
    private final Map<Boolean, byte[]> kept = new ConcurrentHashMap<>();
    private volatile boolean keepsLists;
    private volatile boolean lists = true;
    private volatile @Nullable Instant revokedAt;

    public AuthorityServer(String name, String keyAlgorithm, Flaw... certificateFlaws) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        authority = TestAuthority.with(
                name, keyAlgorithm, "http://127.0.0.1:" + server.getAddress().getPort() + "/lists", certificateFlaws);
        server.createContext("/", this::stamp);
        server.createContext("/lists", this::list);
        server.createContext("/mood", this::mood);
        server.setExecutor(threads);
        server.start();
    }

    public TestAuthority authority() {
        return authority;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public void is(Mood now) {
        mood = now;
    }

    public void answersWith(Flaw... now) {
        flaws = now;
    }

    public void clock(Supplier<Instant> now) {
        clock = now;
    }

    public void publishesLists(boolean now) {
        lists = now;
    }

    public void revokedAt(@Nullable Instant at) {
        revokedAt = at;
    }

    /** From now on the same lists, as authorities do until the next is due. */
    public void keepsLists() {
        keepsLists = true;
    }

    /** How often a list was asked for. */
    public int listRequests() {
        return listRequests.get();
    }

    /** How often a stamp was asked for. */
    public int requests() {
        return requests.get();
    }

    /** {@code /mood/SILENT} from a test that cannot reach this object. */
    private void mood(HttpExchange exchange) throws IOException {
        try (exchange) {
            is(Mood.valueOf(exchange.getRequestURI().getPath().substring("/mood/".length())));
            send(exchange, 200, new byte[0]);
        }
    }

    private void stamp(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] request = exchange.getRequestBody().readAllBytes();
        byte[] answer = authority.answer(request, clock.get(), flaws);
        try (exchange) {
            switch (mood) {
                case HONEST -> send(exchange, 200, answer);
                case SLOW_BYTE_BY_BYTE -> slowly(exchange, answer);
                case SILENT -> Thread.sleep(60_000);
                case GARBAGE -> send(exchange, 200, "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8));
                case EMPTY -> send(exchange, 200, new byte[0]);
                case TRUNCATED -> send(exchange, 200, Arrays.copyOf(answer, answer.length / 2));
                case OVERSIZE -> send(exchange, 200, new byte[1 << 20]);
                case REDIRECTING -> {
                    exchange.getResponseHeaders().add("Location", address());
                    send(exchange, 302, new byte[0]);
                }
                case REFUSING -> send(exchange, 503, answer);
                case HANGING_UP -> exchange.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void slowly(HttpExchange exchange, byte[] answer) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, answer.length);
        OutputStream body = exchange.getResponseBody();
        for (byte each : answer) {
            body.write(each);
            body.flush();
            Thread.sleep(100);
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!lists) {
                send(exchange, 404, new byte[0]);
                return;
            }
            listRequests.incrementAndGet();
            boolean signer = exchange.getRequestURI().getPath().endsWith("signer.crl");
            byte[] list = published(signer);
            send(exchange, 200, keepsLists ? kept.computeIfAbsent(signer, unused -> list) : list);
        }
    }

    private byte[] published(boolean signer) {
        return signer ? authority.signerList(revokedAt, TestAuthority.KEY_COMPROMISE) : authority.middleList(null, 0);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
