package org.sillok.log;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one sleeping thread; rings while it is awake count as one. */
final class Bell {
    private final Semaphore rings = new Semaphore(0);

    void ring() {
        rings.release();
    }

    /** Returns whether the bell rang, at once if it did since the last call. */
    boolean await(Duration atMost) throws InterruptedException {
        boolean rang = rings.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        rings.drainPermits();
        return rang;
    }
}
