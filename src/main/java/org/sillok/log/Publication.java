package org.sillok.log;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The newest released head that this process has seen, and those who wait for a larger one. Never goes back. */
final class Publication {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grew = lock.newCondition();
    private @Nullable PublishedHead newest;
    private int waiting;

    void offer(PublishedHead head) {
        lock.lock();
        try {
            PublishedHead known = newest;
            if (known == null || head.size() > known.size()) {
                newest = head;
                grew.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<PublishedHead> newest() {
        lock.lock();
        try {
            return Optional.ofNullable(newest);
        } finally {
            lock.unlock();
        }
    }

    /** Whether anybody waits, so that it is worth while to ask the database. */
    boolean isAwaited() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a head that covers {@code index} is offered, or the time is over. */
    Optional<PublishedHead> await(long index, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lock();
        waiting++;
        try {
            while (true) {
                PublishedHead known = newest;
                if (known != null && index < known.size()) {
                    return Optional.of(known);
                }
                if (nanos <= 0) {
                    return Optional.empty();
                }
                nanos = grew.awaitNanos(nanos);
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }
}
