package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sillok.time.core.StampProblem;

/**
 * Talks to authorities (RFC 3161, 3.4) and fetches their revocation lists. Follows no redirection, keeps to a limit of
 * bytes, and gives up after a total time, also on a server that sends one byte now and then.
 */
@ApplicationScoped
public class AuthorityClient {
    private final TimeConfig config;
    private final HttpClient client;

    public AuthorityClient(TimeConfig config) {
        this.config = config;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.timeout())
                .build();
    }

    /** Sends a request and returns the answer as it came. */
    byte[] stamp(Authority authority, byte[] request) throws UnansweredException, InterruptedException {
        return send(
                HttpRequest.newBuilder(authority.address())
                        .header("Content-Type", "application/timestamp-query")
                        .header("Accept", "application/timestamp-reply")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request)),
                config.maxResponse(),
                config.timeout());
    }

    /** Fetches a revocation list from where a certificate says it is, which is not the operator's choice. */
    byte[] list(String address, Deadline deadline) throws UnansweredException, InterruptedException {
        HttpRequest.Builder request;
        String host;
        try {
            URI uri = URI.create(address);
            host = uri.getHost();
            request = HttpRequest.newBuilder(uri).GET();
        } catch (IllegalArgumentException e) {
            throw new UnansweredException(StampProblem.UNREACHABLE, e);
        }
        if (!config.allowPrivateAddresses()) {
            PublicHosts.check(host, deadline.left(config.timeout()));
        }
        return send(request, config.maxRevocationList(), deadline.left(config.timeout()));
    }

    private byte[] send(HttpRequest.Builder request, int limit, Duration wait)
            throws UnansweredException, InterruptedException {
        if (wait.isNegative() || wait.isZero()) {
            throw new UnansweredException(StampProblem.TIMED_OUT);
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.timeout(wait).build(), info -> new LimitedBody(limit));
        try {
            HttpResponse<byte[]> response = answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() / 100 == 3) {
                throw new UnansweredException(StampProblem.REDIRECTED);
            }
            if (response.statusCode() != 200) {
                throw new UnansweredException(StampProblem.HTTP_STATUS);
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new UnansweredException(StampProblem.TIMED_OUT, e);
        } catch (ExecutionException e) {
            throw new UnansweredException(problem(e.getCause()), e);
        } finally {
            // Ends the exchange if it still runs.
            answer.cancel(true);
        }
    }

    private static StampProblem problem(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof LimitedBody.TooLongException) {
                return StampProblem.TOO_LONG;
            } else if (at instanceof HttpTimeoutException) {
                return StampProblem.TIMED_OUT;
            }
        }
        return StampProblem.UNREACHABLE;
    }
}
