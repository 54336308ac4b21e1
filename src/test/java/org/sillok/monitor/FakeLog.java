package org.sillok.monitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.Note;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TreeExtension;

/** A log over HTTP in this process, which can be made to behave in every bad way there is. */
final class FakeLog implements AutoCloseable {
    static final String ORIGIN = "log-2026.example.org";
    private static final SecureRandom RANDOM = new SecureRandom();

    static {
        // Otherwise every answer waits 40 ms for the client's acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Answers a request in a way of its own. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    final CheckpointSigner signer =
            new CheckpointSigner(ORIGIN, Ed25519PrivateKey.generate(RANDOM), MlDsa44PrivateKey.generate(RANDOM));
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    final AtomicInteger requests = new AtomicInteger();
    final List<String> tokens = new ArrayList<>();
    final List<Bytes> entries = new ArrayList<>();
    private final P256PrivateKey statementKey = P256PrivateKey.generate(RANDOM);
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String history;
    Frontier tree = Frontier.EMPTY;

    FakeLog() throws IOException {
        this("the one");
    }

    /** @param history two logs of different histories have different entries */
    FakeLog(String history) throws IOException {
        this.history = history;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/log/", this::answer);
        server.start();
        put("vkey", signer.log().vkey() + "\n");
        put("policy", signer.policy().text());
        publish();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/log";
    }

    /** Appends entries, stores every tile and bundle, and signs the head. */
    FakeLog grow(int count) {
        List<Digest> leafHashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] statement = (history + " " + entries.size()).getBytes(StandardCharsets.UTF_8);
            byte[] leaf = HashedRekordLeaf.of(
                    Sha2.sha256(statement),
                    statementKey.sign(statement),
                    statementKey.publicKey().spki());
            entries.add(Bytes.of(leaf));
            leafHashes.add(Merkle.leafHash(leaf));
        }
        appendHashes(leafHashes);
        bundles();
        return publish();
    }

    /** Appends leaves that have no entries: for trees of a size that matters. */
    FakeLog growHashes(int count) {
        List<Digest> leafHashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leafHashes.add(Sha2.sha256((history + (tree.size() + i)).getBytes(StandardCharsets.UTF_8)));
        }
        appendHashes(leafHashes);
        return publish();
    }

    private void appendHashes(List<Digest> leafHashes) {
        TreeExtension extension = TreeExtension.of(tree, leafHashes, name -> files.get(name.path()));
        extension.tiles().forEach(tile -> put(tile.name().path(), tile.bytes()));
        tree = extension.frontier();
    }

    private void bundles() {
        for (int first = 0; first < entries.size(); first += TileName.FULL) {
            List<Bytes> part = entries.subList(first, Math.min(entries.size(), first + TileName.FULL));
            put(new TileName.Entries(first / TileName.FULL, part.size()).path(), new EntryBundle(part).bytes());
        }
    }

    FakeLog publish() {
        put(LogSource.CHECKPOINT, note());
        return this;
    }

    byte[] note() {
        return signer.sign(new Checkpoint(ORIGIN, tree.size(), tree.root()), 1_800_000_000L)
                .note()
                .toArray();
    }

    /** The served head with only some of its signature lines. */
    byte[] noteWithLines(int... which) throws Exception {
        Note note = Note.parse(note());
        List<Note.Line> lines = new ArrayList<>();
        for (int line : which) {
            lines.add(note.signatures().get(line));
        }
        return new Note(note.text(), lines).bytes();
    }

    void put(String path, byte[] bytes) {
        files.put(path, bytes.clone());
    }

    void put(String path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void flip(String path, int bit) {
        byte[] bytes = files.get(path).clone();
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        files.put(path, bytes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/log/".length());
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            if (token != null) {
                synchronized (tokens) {
                    tokens.add(path + " " + token);
                }
            }
            Behaviour behaviour = behaviours.get(path);
            if (behaviour != null) {
                behaviour.answer(exchange);
                return;
            }
            byte[] bytes = files.get(path);
            if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (path.startsWith("tile/entries/") && !"Bearer auditor".equals(token)) {
                exchange.sendResponseHeaders(token == null ? 401 : 403, -1);
            } else {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
