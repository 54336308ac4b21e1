package org.sillok.vault.rest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekUnavailableException;

/**
 * Not ready while a key-encryption key that is in use is lost, wrong or out of reach. Anybody may ask, so one asks the vault
 * at a time, and what took long to learn is good for a while.
 */
@Readiness
@Wellness
@ApplicationScoped
public class KeyHealth implements HealthCheck {
    private static final String NAME = "key-encryption key";

    private static final long SLOW = TimeUnit.SECONDS.toNanos(1);
    private static final long KEPT = TimeUnit.SECONDS.toNanos(5);

    private record Seen(HealthCheckResponse answer, long at, boolean slow) {
        boolean isYoungerThan(long age) {
            return System.nanoTime() - at < age;
        }
    }

    private final KekRegister keks;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Seen seen;

    public KeyHealth(KekRegister keks) {
        this.keks = keks;
    }

    @Override
    public HealthCheckResponse call() {
        Seen before = seen;
        boolean recent = before != null && before.isYoungerThan(KEPT);
        if (before != null && recent && (before.slow() || looking.isLocked())) {
            return before.answer();
        }
        looking.lock();
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

    private HealthCheckResponse look() {
        try {
            keks.verify();
            return HealthCheckResponse.up(NAME);
        } catch (KekUnavailableException e) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("condition", e.trouble().name())
                    .withData("reason", e.trouble().sentence())
                    .build();
        }
    }
}
