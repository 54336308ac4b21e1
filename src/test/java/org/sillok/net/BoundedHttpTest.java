package org.sillok.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Bytes;
import org.sillok.net.NoAnswerException.Reason;

/** Servers that answer too much, too slowly, elsewhere or not at all: every exchange ends, and says how. */
class BoundedHttpTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(400);

    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final BoundedHttp http = new BoundedHttp(Duration.ofSeconds(10));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch cutOff = new CountDownLatch(1);
    private HttpServer server;
    private volatile Behaviour behaviour = exchange -> exchange.sendResponseHeaders(204, -1);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            behaviour.answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            cutOff.countDown();
            throw e;
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsAnAnswerAndOneByteMoreIsTooLong() throws Exception {
        for (int length : new int[] {0, 1, 1000, 100_000}) {
            byte[] body = new byte[length];
            behaviour = exchange -> {
                exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
                exchange.getResponseBody().write(body);
            };
            assertThat(send(length, LONG)).isEqualTo(new BoundedHttp.Answer(200, Bytes.of(body)));
            if (length > 0) {
                assertThat(refused(length - 1, LONG)).isEqualTo(Reason.TOO_LONG);
            }
        }
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws Exception {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(block);
            }
        };
        assertThat(refused(1 << 20, LONG)).isEqualTo(Reason.TOO_LONG);
        assertThat(cutOff.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aByteNowAndThenDoesNotMakeTheTimeLonger() throws Exception {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write('a');
                exchange.getResponseBody().flush();
                Thread.sleep(50);
            }
        };
        assertThat(refused(1 << 20, SHORT)).isEqualTo(Reason.TIMED_OUT);
        assertThat(cutOff.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServerThatSaysNothingTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThatThrownBy(() -> http.send(HttpRequest.newBuilder(address), 10, SHORT))
                    .isInstanceOfSatisfying(
                            NoAnswerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
        }
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        behaviour = exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        };
        assertThat(send(10, LONG).isRedirect()).isTrue();
        assertThat(requests).hasValue(1);
        behaviour = exchange -> exchange.sendResponseHeaders(503, -1);
        assertThat(send(10, LONG).status()).isEqualTo(503);
    }

    @Test
    void whoeverHangsUpOrIsNotThereIsUnreachable() throws Exception {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('a');
        };
        assertThat(refused(1000, LONG)).isEqualTo(Reason.UNREACHABLE);
        server.stop(0);
        assertThat(refused(1000, LONG)).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void withNoTimeLeftNothingIsSent() {
        assertThat(refused(10, Duration.ZERO)).isEqualTo(Reason.TIMED_OUT);
        assertThat(refused(10, Duration.ofSeconds(-1))).isEqualTo(Reason.TIMED_OUT);
        assertThat(requests).hasValue(0);
    }

    private BoundedHttp.Answer send(int most, Duration wait) throws NoAnswerException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return http.send(HttpRequest.newBuilder(address), most, wait);
    }

    private Reason refused(int most, Duration wait) {
        return catchThrowableOfType(NoAnswerException.class, () -> send(most, wait))
                .reason();
    }
}
