package org.sillok.vault.rest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyTrouble;

/**
 * Whether key-encryption keys that are in use can be used. Anybody may ask, so one asks the vault
 * at a time, what took long to learn is good for a while, and nobody waits for long behind one who gets no answer.
 */
abstract class VaultHealth implements HealthCheck {
    private static final long SLOW = TimeUnit.SECONDS.toNanos(1);
    private static final long WAIT = TimeUnit.SECONDS.toNanos(2);
    private static final long KEPT = TimeUnit.SECONDS.toNanos(5);

    private record Seen(HealthCheckResponse answer, long at, boolean slow) {
        boolean isYoungerThan(long age) {
            return System.nanoTime() - at < age;
        }
    }

    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Seen seen;

    /** What the check is called. */
    abstract String name();

    /**
     * Asks the vault.
     *
     * @return how many keys were declared lost
     * @throws KekUnavailableException if a key that is needed cannot be used
     */
    abstract long lost();

    @Override
    public HealthCheckResponse call() {
        Seen before = seen;
        boolean recent = before != null && before.isYoungerThan(KEPT);
        if (before != null && recent && (before.slow() || looking.isLocked())) {
            return before.answer();
        }
        if (!mayLook()) {
            // Somebody has been asking a vault for long that has no limit of its own.
            return before != null && before.answer().getStatus() == HealthCheckResponse.Status.DOWN
                    ? before.answer()
                    : down(KeyTrouble.VAULT_UNREACHABLE);
        }
        try {
            Seen meanwhile = seen;
            if (meanwhile != null && !meanwhile.equals(before) && meanwhile.isYoungerThan(KEPT)) {
                return meanwhile.answer();
            }
            long begun = System.nanoTime();
            HealthCheckResponse answer = look();
            long now = System.nanoTime();
            seen = new Seen(answer, now, now - begun > SLOW);
            return answer;
        } finally {
            looking.unlock();
        }
    }

    private boolean mayLook() {
        try {
            return looking.tryLock(WAIT, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HealthCheckResponse look() {
        try {
            long lost = lost();
            return lost == 0
                    ? HealthCheckResponse.up(name())
                    : HealthCheckResponse.named(name())
                            .up()
                            .withData("lost", lost)
                            .build();
        } catch (KekUnavailableException e) {
            return down(e.trouble());
        }
    }

    private HealthCheckResponse down(KeyTrouble trouble) {
        return HealthCheckResponse.named(name())
                .down()
                .withData("condition", trouble.name())
                .withData("reason", trouble.sentence())
                .build();
    }
}
