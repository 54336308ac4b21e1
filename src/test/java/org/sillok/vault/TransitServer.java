package org.sillok.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.CiphertextInvalidException;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.vault.core.Envelope;

/**
 * A transit engine that does what the documentation of HashiCorp Vault's HTTP API says: real AES-GCM, versions, rotation,
 * a minimum version for decryption, keys that are made by encrypting. And ways in which one can fail.
 */
final class TransitServer implements AutoCloseable {
    /** How the server behaves. */
    enum Mood {
        GOOD,
        SEALED,
        DENYING,
        FAILING_TWICE,
        THROTTLING_TWICE,
        SLOW,
        DRIPPING,
        GARBAGE,
        HUGE,
        REDIRECTING,
        WRONG_PLAINTEXT,
        WRONG_CIPHERTEXT,
        /** A policy without {@code encrypt}. */
        ENCRYPT_DENIED
    }

    static final String TOKEN = "hvs.of-a-test";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<byte[]>> keys = new HashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger requests = new AtomicInteger();
    volatile Mood mood = Mood.GOOD;
    volatile int minDecryptionVersion = 1;
    volatile String lastNamespace = "";
    /** How long each answer takes. */
    volatile int delayMillis;

    TransitServer(String key) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/transit/", this::handle);
        server.start();
        make(key);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void make(String key) {
        keys.computeIfAbsent(key, name -> new ArrayList<>()).add(ObjectFixture.RANDOMNESS.bytes(32));
    }

    synchronized Map<String, List<byte[]>> exchange(Map<String, List<byte[]>> others) {
        Map<String, List<byte[]>> before = new HashMap<>(keys);
        keys.clear();
        keys.putAll(others);
        return before;
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        lastNamespace = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Vault-Namespace"))
                .orElse("");
        sleep(delayMillis);
        boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
        try (exchange) {
            switch (mood) {
                case SEALED -> error(exchange, 503, "Vault is sealed");
                case DENYING -> error(exchange, 403, "permission denied");
                case GARBAGE -> send(exchange, 200, "<html>welcome</html>");
                case HUGE -> send(exchange, 200, "x".repeat(1_000_000));
                case REDIRECTING -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
                    send(exchange, 307, "");
                }
                case SLOW, DRIPPING -> slow(exchange);
                case FAILING_TWICE, THROTTLING_TWICE -> {
                    if (failures.incrementAndGet() % 3 != 0) {
                        error(exchange, mood == Mood.FAILING_TWICE ? 502 : 429, "later");
                    } else {
                        answer(exchange, body);
                    }
                }
                default -> {
                    if (known) {
                        answer(exchange, body);
                    } else {
                        error(exchange, 403, "permission denied");
                    }
                }
            }
        }
    }

    private void slow(HttpExchange exchange) throws IOException {
        if (mood == Mood.DRIPPING) {
            exchange.sendResponseHeaders(200, 0);
        }
        for (int i = 0; i < 40; i++) {
            sleep(100);
            if (mood == Mood.DRIPPING) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
        String[] path = exchange.getRequestURI()
                .getPath()
                .substring("/v1/transit/".length())
                .split("/", -1);
        String name = path[1];
        boolean rotates = path.length == 3 && path[2].equals("rotate");
        List<byte[]> versions = keys.get(name);
        if (path[0].equals("keys") && versions == null) {
            error(exchange, 404, "");
        } else if (rotates) {
            make(name);
            exchange.sendResponseHeaders(204, -1);
        } else if (path[0].equals("keys")) {
            data(
                    exchange,
                    JsonObject.builder()
                            .put("name", name)
                            .put("type", "aes256-gcm96")
                            .put("latest_version", versions.size())
                            .put("min_decryption_version", minDecryptionVersion));
        } else {
            JsonObject sent = StrictJson.parse(body).asObject();
            if (path[0].equals("encrypt") && mood == Mood.ENCRYPT_DENIED) {
                error(exchange, 403, "permission denied");
            } else if (path[0].equals("encrypt")) {
                encrypt(exchange, name, sent);
            } else {
                decrypt(exchange, versions, sent.text("ciphertext"));
            }
        }
    }

    private void encrypt(HttpExchange exchange, String name, JsonObject sent) throws IOException {
        List<byte[]> versions =
                keys.computeIfAbsent(name, made -> new ArrayList<>(List.of(ObjectFixture.RANDOMNESS.bytes(32))));
        int version =
                Math.toIntExact(sent.find("key_version").isPresent() ? sent.number("key_version") : versions.size());
        byte[] plain = Base64.getDecoder().decode(sent.text("plaintext"));
        byte[] sealed =
                Envelope.seal(versions.get(version - 1), ObjectFixture.RANDOMNESS.bytes(12), new byte[0], plain);
        if (mood == Mood.WRONG_CIPHERTEXT) {
            sealed[20] ^= 1;
        }
        data(
                exchange,
                JsonObject.builder()
                        .put(
                                "ciphertext",
                                "vault:v" + version + ":" + Base64.getEncoder().encodeToString(sealed)));
    }

    private void decrypt(HttpExchange exchange, @Nullable List<byte[]> versions, String ciphertext) throws IOException {
        String[] parts = ciphertext.split(":", -1);
        int version = Integer.parseInt(parts[1].substring(1));
        if (versions == null || version > versions.size() || version < minDecryptionVersion) {
            error(exchange, 400, "ciphertext version is disallowed by policy (too old)");
            return;
        }
        try {
            byte[] plain = Envelope.open(
                    versions.get(version - 1), new byte[0], Base64.getDecoder().decode(parts[2]));
            if (mood == Mood.WRONG_PLAINTEXT) {
                plain[0] ^= 1;
            }
            data(
                    exchange,
                    JsonObject.builder().put("plaintext", Base64.getEncoder().encodeToString(plain)));
        } catch (CiphertextInvalidException | IllegalArgumentException e) {
            error(exchange, 400, "cipher: message authentication failed");
        }
    }

    private static void data(HttpExchange exchange, JsonObject.Builder data) throws IOException {
        JsonObject whole = JsonObject.builder()
                .put("request_id", "1")
                .put("lease_id", "")
                .put("renewable", false)
                .put("data", data.build())
                .build();
        send(exchange, 200, new String(CompactJson.write(whole), StandardCharsets.UTF_8));
    }

    private static void error(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "{\"errors\":[\"" + text + "\"]}");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
