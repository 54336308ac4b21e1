package org.sillok.monitor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.monitor.SourceException.Kind;

/**
 * A log over HTTP. Whoever answers may be hostile: each answer has a limit in bytes and one in time, header and body
 * together, and redirects are not followed. The token goes out with requests for entries only.
 */
final class HttpSource implements LogSource {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /**
     * How patient to be.
     *
     * @param timeout for one whole answer
     * @param tries how often to ask before giving up
     */
    record Patience(Duration timeout, int tries) {}

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI log;
    private final Patience patience;
    private final @Nullable String token;

    /** {@code log} is the address of the log, below which its files are. */
    HttpSource(URI log, Patience patience, @Nullable String token) {
        this.log = log;
        this.patience = patience;
        this.token = token;
    }

    @Override
    public Bytes read(String path, int limit) throws SourceException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return once(path, limit);
            } catch (SourceException e) {
                if (e.kind() != Kind.UNREACHABLE || attempt >= patience.tries()) {
                    throw e;
                }
            }
            sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private Bytes once(String path, int limit) throws SourceException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(log + "/" + path))
                .timeout(patience.timeout())
                .header("User-Agent", "sillok-monitor");
        if (token != null && path.startsWith("tile/entries/")) {
            request.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.build(), response -> new LimitedBody(limit));
        try {
            HttpResponse<byte[]> response = answer.get(patience.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return checked(path, response);
        } catch (TimeoutException e) {
            throw new SourceException(Kind.UNREACHABLE, path + ": no whole answer within " + patience.timeout());
        } catch (ExecutionException e) {
            throw failure(path, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(Kind.UNREACHABLE, path + ": interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    private static Bytes checked(String path, HttpResponse<byte[]> response) throws SourceException {
        int status = response.statusCode();
        if (status == 200) {
            return Bytes.of(response.body());
        }
        String words = path + ": answered with status " + status;
        if (status == 404 || status == 410) {
            throw new SourceException(Kind.MISSING, words);
        }
        if (status == 401 || status == 403) {
            throw new SourceException(Kind.REFUSED, words);
        }
        if (status == 429 || status >= 500) {
            throw new SourceException(Kind.UNREACHABLE, words);
        }
        throw new SourceException(
                Kind.UNUSABLE, words + (status >= 300 && status < 400 ? "; redirects are not followed" : ""));
    }

    private static SourceException failure(String path, @Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof LimitedBody.TooLongException) {
                return new SourceException(Kind.UNUSABLE, path + ": the answer is too long");
            }
        }
        String reason = cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
        return new SourceException(Kind.UNREACHABLE, path + ": no answer" + reason);
    }

    private static void sleep(Duration pause) throws SourceException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(Kind.UNREACHABLE, "interrupted");
        }
    }
}
