package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.sillok.net.BoundedHttp;
import org.sillok.net.NoAnswerException;
import org.sillok.time.core.StampProblem;

/**
 * Talks to authorities (RFC 3161, 3.4) and fetches their revocation lists. Follows no redirection, keeps to a limit of
 * bytes, and gives up after a total time, also on a server that sends one byte now and then.
 */
@ApplicationScoped
public class AuthorityClient {
    private final TimeConfig config;
    private final BoundedHttp http;

    public AuthorityClient(TimeConfig config) {
        this.config = config;
        this.http = new BoundedHttp(config.timeout());
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
        try {
            BoundedHttp.Answer answer = http.send(request, limit, wait);
            if (answer.isRedirect()) {
                throw new UnansweredException(StampProblem.REDIRECTED);
            }
            if (answer.status() != 200) {
                throw new UnansweredException(StampProblem.HTTP_STATUS);
            }
            return answer.body().toArray();
        } catch (NoAnswerException e) {
            throw new UnansweredException(
                    switch (e.reason()) {
                        case UNREACHABLE, NOT_SECURE, MALFORMED -> StampProblem.UNREACHABLE;
                        case TIMED_OUT -> StampProblem.TIMED_OUT;
                        case TOO_LONG -> StampProblem.TOO_LONG;
                    },
                    e);
        }
    }
}
