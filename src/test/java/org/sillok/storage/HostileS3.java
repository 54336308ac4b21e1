package org.sillok.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A service in front of an honest one, which answers as the test wants it to. */
final class HostileS3 implements AutoCloseable {
    /** What came in. Header names are in lower case. */
    record Asked(String method, String path, Map<String, String> headers, byte[] body) {
        boolean is(String wanted) {
            return method.equals(wanted);
        }

        boolean hasHeader(String name) {
            return headers.containsKey(name);
        }

        Asked without(String prefix) {
            Map<String, String> left = new TreeMap<>(headers);
            left.keySet().removeIf(name -> name.startsWith(prefix));
            return new Asked(method, path, left, body);
        }
    }

    /** What goes out. */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer error(int status, String code) {
            String xml = "<?xml version=\"1.0\"?><Error><Code>" + code
                    + "</Code><Message>as the test wants</Message></Error>";
            return new Answer(
                    status, Map.of("content-type", "application/xml"), xml.getBytes(StandardCharsets.US_ASCII));
        }

        static Answer plain(int status) {
            return new Answer(status, Map.of("content-type", "text/plain"), "no".getBytes(StandardCharsets.US_ASCII));
        }

        Answer with(String name, String value) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.put(name, value);
            return new Answer(status, changed, body);
        }
    }

    interface Honest {
        Answer answer(Asked asked) throws IOException;
    }

    interface Behaviour {
        Answer answer(Asked asked, Honest honest) throws IOException;
    }

    static {
        // Otherwise each small answer waits 40 ms for the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final Behaviour HONEST = (asked, honest) -> honest.answer(asked);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Honest honest;
    private volatile Behaviour behaviour = HONEST;

    HostileS3(URI honest) throws IOException {
        this(new Forward(honest));
    }

    HostileS3(Honest honest) throws IOException {
        this.honest = honest;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    void behave(Behaviour how) {
        behaviour = how;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        Asked asked = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestBody().readAllBytes());
        try (exchange) {
            Answer answer = behaviour.answer(asked, honest);
            answer.headers().forEach((name, value) -> {
                if (!name.equals("content-length") && !name.equals("transfer-encoding")) {
                    exchange.getResponseHeaders().set(name, value);
                }
            });
            boolean head = asked.is("HEAD");
            if (head && answer.headers().containsKey("content-length")) {
                exchange.getResponseHeaders()
                        .set("Content-Length", answer.headers().get("content-length"));
            }
            exchange.sendResponseHeaders(
                    answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
            if (!head) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static final class Forward implements Honest {
        private final OkHttpClient http = new OkHttpClient();
        private final URI to;

        Forward(URI to) {
            this.to = to;
        }

        @Override
        public Answer answer(Asked asked) throws IOException {
            Request.Builder request =
                    new Request.Builder().url(to.resolve(asked.path()).toString());
            asked.headers().forEach((name, value) -> {
                if (!List.of("connection", "content-length").contains(name)) {
                    request.header(name, value);
                }
            });
            boolean withBody = asked.is("PUT") || asked.is("POST");
            request.method(asked.method(), withBody ? RequestBody.create(asked.body()) : null);
            try (Response response = http.newCall(request.build()).execute()) {
                Map<String, String> headers = new HashMap<>();
                response.headers()
                        .forEach(header -> headers.put(header.getFirst().toLowerCase(), header.getSecond()));
                return new Answer(response.code(), headers, response.body().bytes());
            }
        }
    }
}
