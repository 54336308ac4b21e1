package org.sillok.storage;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.sillok.storage.S3Failure.Kind;

/**
 * Makes requests and repeats those that failed for a passing reason, at growing random intervals and within a bounded
 * time after the first failure. So every request must be one that may be repeated: it changes nothing, or it has a condition, or doing it twice
 * does the same as once.
 */
final class S3Calls {
    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();

    private final S3Credentials credentials;
    private final long patience;

    S3Calls(S3Credentials credentials, Duration patience) {
        this.credentials = credentials;
        this.patience = patience.toNanos();
    }

    /** Throws {@link S3Failure} for the last failure. */
    <T> T run(Callable<T> request) {
        // Since the first failure: a request that met silence has used as much time as there is patience.
        OptionalLong failed = OptionalLong.empty();
        long pause = FIRST_PAUSE;
        boolean asked = false;
        while (true) {
            S3Failure failure = null;
            long used = credentials.generation();
            try {
                return request.call();
            } catch (StorageException e) {
                // Decided already.
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new S3Failure(Kind.OTHER, "interrupted");
            } catch (Exception e) {
                failure = S3Failure.of(e);
            }
            if (failure.is(Kind.CREDENTIALS) && !asked && credentials.refused(used)) {
                asked = true;
                continue;
            }
            long wait = ThreadLocalRandom.current().nextLong(pause / 2, pause);
            long now = System.nanoTime();
            failed = OptionalLong.of(failed.orElse(now));
            if (!isPassing(failure) || now + wait - failed.getAsLong() > patience) {
                throw failure;
            }
            sleep(Duration.ofNanos(wait));
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }

    private boolean isPassing(S3Failure failure) {
        return failure.is(Kind.BUSY)
                || failure.is(Kind.DIGEST)
                || (failure.is(Kind.CREDENTIALS) && credentials.isReplacing());
    }

    /** Makes a request once. */
    <T> T once(Callable<T> request) {
        try {
            return request.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new S3Failure(Kind.OTHER, "interrupted");
        } catch (Exception e) {
            throw S3Failure.of(e);
        }
    }

    static void sleep(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new S3Failure(Kind.OTHER, "interrupted");
        }
    }
}
