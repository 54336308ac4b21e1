package org.sillok.web;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sillok.identity.Caller;
import org.sillok.kernel.Bytes;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.vault.Vault;
import org.sillok.web.db.IdempotencyRows;

/**
 * Makes the repetition of a creating request harmless. A key stands for one request of one party: it is taken in the
 * transaction of what it creates, so either both exist or neither. Of two at once, one waits for the other and rolls
 * back with {@link KeyTakenException}; whoever sees that looks the key up again. Only keyed digests of keys and
 * requests are stored.
 */
@ApplicationScoped
public class Idempotency {
    public static final String REPLAYED_HEADER = "Idempotency-Replayed";

    /** The key was taken between looking and taking. The business transaction must roll back. */
    public static final class KeyTakenException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        KeyTakenException() {
            super("idempotency key taken", null, false, false);
        }
    }

    private final IdempotencyRows rows;
    private final Vault vault;
    private final Clock clock;
    private final IdempotencyConfig config;

    Idempotency(IdempotencyRows rows, Vault vault, Clock clock, IdempotencyConfig config) {
        this.rows = rows;
        this.vault = vault;
        this.clock = clock;
        this.config = config;
    }

    /** Whether {@code key} was taken; before a request's body is read, when its fingerprint is not known yet. */
    @Transactional
    public boolean taken(Caller caller, IdempotencyKey key) {
        return row(caller, key).isPresent();
    }

    /**
     * The resource that a repetition of the same request gets again; empty for a fresh key.
     *
     * @param request everything that makes the request this one, in one canonical form
     * @throws ProblemException {@code idempotency-key-reused} if the key came with another request
     */
    @Transactional
    public Optional<String> find(Caller caller, IdempotencyKey key, Bytes request) {
        return row(caller, key).map(row -> {
            if (!MessageDigest.isEqual(row.fingerprint(), fingerprint(request))) {
                throw new ProblemException(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED, ProblemCode.IDEMPOTENCY_KEY_REUSED.meaning());
            }
            return row.resource();
        });
    }

    /**
     * Takes the key, in the transaction that creates {@code resource}.
     *
     * @throws KeyTakenException if it is taken
     */
    @Transactional(TxType.MANDATORY)
    public void remember(Caller caller, IdempotencyKey key, Bytes request, String resource) {
        Instant now = clock.instant();
        IdempotencyRows.Row row = new IdempotencyRows.Row(fingerprint(request), resource);
        if (!rows.take(caller.party().value(), digest(key), row, now, now.minus(config.keepFor()))) {
            throw new KeyTakenException();
        }
    }

    /** Forgets who created {@code resource}, and how: a repetition of that request would create another one. */
    @Transactional(TxType.MANDATORY)
    public void forget(String resource) {
        rows.forget(resource);
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void sweep() {
        rows.sweep(clock.instant().minus(config.keepFor()));
    }

    private Optional<IdempotencyRows.Row> row(Caller caller, IdempotencyKey key) {
        return rows.find(caller.party().value(), digest(key), clock.instant().minus(config.keepFor()));
    }

    private byte[] digest(IdempotencyKey key) {
        return vault.fingerprint(("idempotency key\n" + key.value()).getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] fingerprint(Bytes request) {
        byte[] prefix = "idempotent request\n".getBytes(StandardCharsets.US_ASCII);
        byte[] body = request.toArray();
        byte[] all = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, all, 0, prefix.length);
        System.arraycopy(body, 0, all, prefix.length, body.length);
        return vault.fingerprint(all);
    }
}
