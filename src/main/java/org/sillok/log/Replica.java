package org.sillok.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.sillok.log.LogStatus.Condition;

/** What the log's threads of one process share, and its callers see. */
final class Replica {
    private static final Logger LOG = Logger.getLogger(Replica.class);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Bell bell = new Bell();
    private final Waiters waiters = new Waiters();
    private final Publication publication = new Publication();
    private final LogMeter meter = new LogMeter();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean stopping;

    /** Rings when there is something to number, or the threads are to look up. */
    Bell bell() {
        return bell;
    }

    /** Entries of this process that were added by transactions which have not ended. */
    AtomicInteger underWay() {
        return underWay;
    }

    Waiters waiters() {
        return waiters;
    }

    Publication publication() {
        return publication;
    }

    LogMeter meter() {
        return meter;
    }

    boolean isStopping() {
        return stopping;
    }

    void begin() {
        stopping = false;
        publication.begin();
    }

    void end() {
        stopping = true;
        bell.ring();
    }

    void release(PublishedHead head) {
        publication.offer(head);
        meter.publishedTo(head.size());
    }

    /** Something failed that will be tried again. */
    void delay(Throwable e) {
        LOG.warn("The log is delayed", e);
        meter.is(new Condition.Delayed(e.getClass().getSimpleName()));
    }

    /** Waits, but not when this process is to stop. */
    void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        while (!stopping && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void join(Thread thread) {
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
