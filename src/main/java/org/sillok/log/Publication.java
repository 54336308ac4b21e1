package org.sillok.log;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest released head that this process has seen, and those who wait for a larger one. It never goes back, and nothing is
 * released while this process has an objection or has not looked yet.
 */
final class Publication {
    private static final Duration DECISION = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grew = lock.newCondition();
    private final Condition decided = lock.newCondition();
    private @Nullable PublishedHead newest;
    private @Nullable Objection objection;
    private boolean undecided;
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

    /** From the start until the database was compared with what is known. */
    void begin() {
        lock.lock();
        try {
            undecided = true;
        } finally {
            lock.unlock();
        }
    }

    void withhold(Objection why) {
        decide(why);
    }

    void allow() {
        decide(null);
    }

    private void decide(@Nullable Objection why) {
        lock.lock();
        try {
            objection = why;
            undecided = false;
            decided.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isAllowed() {
        lock.lock();
        try {
            return objection == null && !undecided;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns if heads and proofs may be released; waits for the first decision after a start.
     *
     * @throws LogRefusesException if they may not
     */
    void requireAllowed() {
        lock.lock();
        try {
            long nanos = DECISION.toNanos();
            while (undecided && nanos > 0) {
                nanos = decided.awaitNanos(nanos);
            }
            Objection why = undecided ? Objection.unseen() : objection;
            if (why != null) {
                throw new LogRefusesException(why);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogRefusesException(Objection.unseen());
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
