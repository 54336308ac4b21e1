package org.sillok.monitor;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.monitor.SourceException.Kind;
import org.sillok.net.BoundedHttp;
import org.sillok.net.NoAnswerException;

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

    private final BoundedHttp http = new BoundedHttp(Duration.ofSeconds(10));
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
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(log + "/" + path)).header("User-Agent", "sillok-monitor");
        if (token != null && path.startsWith("tile/entries/")) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return checked(path, http.send(request, limit, patience.timeout()));
        } catch (NoAnswerException e) {
            throw failure(path, e.reason());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(Kind.UNREACHABLE, path + ": interrupted");
        }
    }

    private static Bytes checked(String path, BoundedHttp.Answer answer) throws SourceException {
        int status = answer.status();
        if (status == 200) {
            return answer.body();
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
        throw new SourceException(Kind.UNUSABLE, words + (answer.isRedirect() ? "; redirects are not followed" : ""));
    }

    private static SourceException failure(String path, NoAnswerException.Reason reason) {
        return switch (reason) {
            case UNREACHABLE, NOT_SECURE, MALFORMED -> new SourceException(Kind.UNREACHABLE, path + ": no answer");
            case TIMED_OUT -> new SourceException(Kind.UNREACHABLE, path + ": no whole answer in time");
            case TOO_LONG -> new SourceException(Kind.UNUSABLE, path + ": the answer is too long");
        };
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
