package org.sillok.upload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.sillok.crypto.Sha2;
import org.sillok.identity.TestParties.Actor;

/** Speaks tus with nothing hidden: each call is one request. */
public final class TusClient {
    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public long offset() {
            return Long.parseLong(header("Upload-Offset"));
        }

        public String body() {
            return response.body();
        }

        /** The path of what was created. */
        public String path() {
            return URI.create(header("Location")).getPath();
        }

        public String problem() {
            return body().replaceFirst("(?s).*\"type\":\"/problems/([a-z-]+)\".*", "$1");
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;

    public TusClient(URI base, Actor actor) {
        this.base = base;
        this.token = actor.token();
    }

    /** One request; {@code headers} are names and values by turns. */
    public Answer send(String method, String path, byte[] body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The same, saying which version it speaks. */
    public Answer tus(String method, String path, byte[] body, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Tus-Resumable";
        all[headers.length + 1] = "1.0.0";
        return send(method, path, body, all);
    }

    public Answer create(String... headers) throws IOException {
        return tus("POST", "/api/v1/uploads", new byte[0], headers);
    }

    public Answer head(String path) throws IOException {
        return tus("HEAD", path, new byte[0]);
    }

    public Answer patch(String path, long offset, byte[] bytes, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 4);
        System.arraycopy(
                new String[] {"Content-Type", "application/offset+octet-stream", "Upload-Offset", Long.toString(offset)
                },
                0,
                all,
                headers.length,
                4);
        return tus("PATCH", path, bytes, all);
    }

    /** A finished upload of {@code bytes}; its path. */
    public String uploaded(byte[] bytes, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Upload-Length";
        all[headers.length + 1] = Integer.toString(bytes.length);
        String path = create(all).path();
        Answer answer = patch(path, 0, bytes);
        if (answer.status() != 204 || answer.offset() != bytes.length) {
            throw new AssertionError("not uploaded: " + answer.status() + " " + answer.body());
        }
        return path;
    }

    public static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String digest(byte[] bytes) {
        return "sha-256=:"
                + Base64.getEncoder().encodeToString(Sha2.sha256(bytes).toArray()) + ":";
    }
}
