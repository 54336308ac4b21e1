package org.sillok.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.sillok.feed.core.Answer;
import org.sillok.feed.core.DeliveryProblem;
import org.sillok.feed.core.Message;
import org.sillok.feed.core.WebhookSeal;
import org.sillok.feed.core.WebhookUrl;
import org.sillok.kernel.Bytes;
import org.sillok.net.DirectPost;
import org.sillok.net.NoAnswerException;

/** Sends messages to receivers, signed as Standard Webhooks 1.0.0 has it. Neither address nor answer reaches a log. */
@ApplicationScoped
class Receivers {
    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    private final Destinations destinations;
    private final DirectPost post;
    private final Clock clock;
    private final Duration timeout;

    @Inject
    Receivers(Destinations destinations, Clock clock, FeedConfig config) throws NoSuchAlgorithmException {
        this(destinations, new DirectPost(SSLContext.getDefault()), clock, config.webhookTimeout());
    }

    Receivers(Destinations destinations, DirectPost post, Clock clock, Duration timeout) {
        this.destinations = destinations;
        this.post = post;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Makes one attempt. */
    Answer send(DeliveryLedger.Attempt attempt) throws InterruptedException {
        WebhookSeal seal = attempt.seal();
        if (seal == null) {
            return new Answer.None(DeliveryProblem.SEALED);
        }
        long begun = System.nanoTime();
        Optional<InetAddress> address = destinations.resolve(seal.url(), timeout);
        if (address.isEmpty()) {
            return new Answer.None(DeliveryProblem.ADDRESS_REFUSED);
        }
        Duration left = timeout.minusNanos(System.nanoTime() - begun);
        if (left.isNegative() || left.isZero()) {
            return new Answer.None(DeliveryProblem.TIMED_OUT);
        }
        Bytes body = Message.body(attempt.told());
        try {
            return new Answer.Status(post.send(
                    target(seal.url(), address.get()),
                    headers(seal, attempt.told().event(), body),
                    body,
                    left));
        } catch (NoAnswerException e) {
            return new Answer.None(problem(e.reason()));
        }
    }

    private Map<String, String> headers(WebhookSeal seal, String id, Bytes body) {
        Instant now = clock.instant();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Sillok");
        headers.put(ID, id);
        headers.put(TIMESTAMP, Long.toString(now.getEpochSecond()));
        headers.put(SIGNATURE, seal.signatures(id, now, body));
        return headers;
    }

    private static DirectPost.Target target(WebhookUrl url, InetAddress address) {
        return new DirectPost.Target(
                address, url.port(), url.secure(), url.bareHost(), !url.isLiteral(), url.authority(), url.target());
    }

    private static DeliveryProblem problem(NoAnswerException.Reason reason) {
        return switch (reason) {
            case UNREACHABLE -> DeliveryProblem.UNREACHABLE;
            case TIMED_OUT -> DeliveryProblem.TIMED_OUT;
            case NOT_SECURE -> DeliveryProblem.NOT_SECURE;
            case TOO_LONG, MALFORMED -> DeliveryProblem.MALFORMED_ANSWER;
        };
    }
}
