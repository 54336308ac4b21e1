package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of the API that the demo uses, in memory, with lists of one member per page. It can be told to misbehave. Its
 * receipts are lists of digests, which {@link #verifier} checks with {@code sha256sum}.
 */
final class FakeService implements AutoCloseable {
    enum Fault {
        CHANGES_A_BYTE,
        LIES_ABOUT_THE_DIGEST,
        SHOWS_ITEMS_TO_OTHERS,
        WRITES_IN_CLEAR,
        LOSES_A_RECEIPT
    }

    private static final String VERIFIER = """
            receipt=$3; shift 3
            for file in "$@"; do
              grep -q "$(sha256sum < "$file" | cut -c 1-64)" "$receipt" || { echo "NOT VERIFIED: digest of $file"; exit 1; }
            done
            echo VERIFIED
            """;

    static {
        // Else each answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Path directory;
    private final Set<Fault> faults;
    private final List<ObjectNode> parties = new ArrayList<>();
    private final Map<String, List<ObjectNode>> users = new LinkedHashMap<>();
    private final Map<String, String> partyOfToken = new LinkedHashMap<>();
    private final Map<String, String> owner = new LinkedHashMap<>();
    private final Map<String, List<List<byte[]>>> items = new LinkedHashMap<>();
    private final List<JsonNode> metadata = new ArrayList<>();
    private final List<String> fileNames = new ArrayList<>();
    private int next;

    FakeService(Path directory, Fault... faults) throws IOException {
        this.directory = directory;
        this.faults = EnumSet.noneOf(Fault.class);
        this.faults.addAll(List.of(faults));
        Files.createDirectories(directory.resolve("tokens"));
        Files.writeString(directory.resolve("tokens/custodian.token"), "custodian\n");
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    static Verification verifier() {
        return new Verification(List.of("/bin/sh", "-c", VERIFIER, "verify"));
    }

    int parties() {
        return parties.size();
    }

    int users() {
        return users.values().stream().mapToInt(List::size).sum();
    }

    int items() {
        return items.size();
    }

    List<JsonNode> metadata() {
        return List.copyOf(metadata);
    }

    List<String> fileNames() {
        return List.copyOf(fileNames);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
            boolean post = "POST".equals(exchange.getRequestMethod());
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (post && !exchange.getRequestHeaders().containsKey("Idempotency-Key")) {
                problem(exchange, 400, "idempotency-key-missing");
            } else if ("q".equals(path[0])) {
                send(exchange, 200, new byte[0]);
            } else if ("log".equals(path[0])) {
                send(
                        exchange,
                        200,
                        utf8("checkpoint".equals(path[1]) ? "log.invalid\n99\nroot\n" : "log.invalid+00+key"));
            } else {
                api(exchange, path, post, body);
            }
        } catch (DemoFailure | NoSuchAlgorithmException e) {
            problem(exchange, 500, "internal");
        }
    }

    private void api(HttpExchange exchange, String[] path, boolean post, byte[] body)
            throws IOException, DemoFailure, NoSuchAlgorithmException {
        String bearer = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        String party = partyOfToken.getOrDefault(bearer, "");
        switch (path[2]) {
            case "parties" -> parties(exchange, path, post, body);
            case "tokens" -> {
                String user = Json.parse(body, "body").path("user").asText();
                String token = "token" + next++;
                users.forEach((p, us) -> us.stream()
                        .filter(u -> u.path("id").asText().equals(user))
                        .forEach(u -> partyOfToken.put(token, p)));
                json(exchange, 201, Json.object().put("token", token));
            }
            case "sources" ->
                json(exchange, 201, Json.object().put("id", "src_" + next++).put("pseudonym", "P-" + next));
            case "items" -> {
                if (post) {
                    deposit(exchange, path, party, body);
                } else if (!party.equals(owner.get(path[3])) && !faults.contains(Fault.SHOWS_ITEMS_TO_OTHERS)) {
                    problem(exchange, 404, "not-found");
                } else {
                    read(exchange, path);
                }
            }
            default -> problem(exchange, 404, "not-found");
        }
    }

    private void parties(HttpExchange exchange, String[] path, boolean post, byte[] body)
            throws IOException, DemoFailure {
        List<ObjectNode> list = path.length > 3 ? users.getOrDefault(path[3], List.of()) : parties;
        if (!post) {
            page(exchange, list);
            return;
        }
        ObjectNode created = ((ObjectNode) Json.parse(body, "body")).put("id", "id_" + next++);
        list.add(created);
        if (path.length == 3) {
            users.put(created.path("id").asText(), new ArrayList<>());
        }
        json(exchange, 201, created);
    }

    private static void page(HttpExchange exchange, List<ObjectNode> all) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int at = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=", "")) : 0;
        ObjectNode page = Json.object();
        page.putArray("items").addAll(all.stream().skip(at).limit(1).toList());
        if (at + 1 < all.size()) {
            page.put("next", Integer.toString(at + 1));
        }
        json(exchange, 200, page);
    }

    private void deposit(HttpExchange exchange, String[] path, String party, byte[] body)
            throws IOException, DemoFailure {
        String boundary =
                "--" + exchange.getRequestHeaders().getFirst("Content-Type").replaceAll(".*boundary=", "");
        List<byte[]> files = new ArrayList<>();
        for (String part : new String(body, StandardCharsets.ISO_8859_1).split(boundary)) {
            int head = part.indexOf("\r\n\r\n");
            if (head < 0) {
                continue;
            }
            byte[] content = part.substring(head + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
            String headers =
                    new String(part.substring(0, head).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            if (headers.contains("filename=")) {
                files.add(content);
                fileNames.add(headers.replaceAll("(?s).*filename=\"([^\"]*)\".*", "$1"));
            } else {
                metadata.add(Json.parse(content, "metadata"));
            }
        }
        String item = path.length > 3 ? path[3] : "itm_" + next++;
        owner.put(item, party);
        List<List<byte[]>> versions = items.computeIfAbsent(item, i -> new ArrayList<>());
        versions.add(files);
        Path object =
                Files.createDirectories(directory.resolve("objects/content/ob")).resolve("obj" + next++);
        Files.write(object, faults.contains(Fault.WRITES_IN_CLEAR) ? files.get(0) : utf8("sealed " + next));
        ObjectNode answer = Json.object().put("id", item);
        String version = versions.size() == 1 ? "" : "/versions/" + versions.size();
        exchange.getResponseHeaders().add("Location", "/api/v1/items/" + item + version);
        answer.putObject("log").put("index", next);
        json(exchange, 201, answer);
    }

    private void read(HttpExchange exchange, String[] path) throws IOException, NoSuchAlgorithmException {
        if (path.length == 4) {
            json(exchange, 200, Json.object().put("id", path[3]));
            return;
        }
        List<byte[]> files = items.getOrDefault(path[3], List.of()).get(Integer.parseInt(path[5]) - 1);
        if ("receipt".equals(path[6])) {
            StringBuilder receipt = new StringBuilder();
            for (byte[] file : files) {
                receipt.append(HexFormat.of().formatHex(sha256(file))).append('\n');
            }
            if (faults.contains(Fault.LOSES_A_RECEIPT)) {
                problem(exchange, 409, "receipt-not-ready");
            } else {
                send(exchange, 200, utf8(receipt.toString()));
            }
            return;
        }
        byte[] file = files.get(Integer.parseInt(path[7]) - 1).clone();
        byte[] digest = sha256(faults.contains(Fault.LIES_ABOUT_THE_DIGEST) ? utf8("other") : file);
        exchange.getResponseHeaders()
                .add("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        if (faults.contains(Fault.CHANGES_A_BYTE) && file.length > 100) {
            file[100]++;
        }
        send(exchange, 200, file);
    }

    private static byte[] sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void problem(HttpExchange exchange, int status, String slug) throws IOException {
        json(exchange, status, Json.object().put("type", "/problems/" + slug).put("title", slug));
    }

    private static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
        send(exchange, status, Json.write(body));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
