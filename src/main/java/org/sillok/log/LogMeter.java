package org.sillok.log;

import java.util.concurrent.atomic.AtomicLong;
import org.sillok.log.LogStatus.Condition;

/** What the log's threads tell the outside: written by them, read by health and metrics. */
final class LogMeter {
    private Condition condition = new Condition.Following();
    private final AtomicLong numbered = new AtomicLong();
    private final AtomicLong integrated = new AtomicLong();
    private final AtomicLong published = new AtomicLong();

    /** Returns whether this is new. */
    synchronized boolean is(Condition now) {
        boolean isNew = !condition.equals(now);
        condition = now;
        return isNew;
    }

    /** The lead, if this process had it, is over; a delay or a refusal stays until somebody has looked. */
    synchronized void follows() {
        if (condition instanceof Condition.Leading) {
            condition = new Condition.Following();
        }
    }

    /** Nothing may be shown, for want of a look: a follower is not well then. */
    synchronized void unseen(String reason) {
        if (condition instanceof Condition.Following) {
            condition = new Condition.Delayed(reason);
        }
    }

    /** Ends a delay of the leader; what was refused stays refused. */
    synchronized void recovered() {
        if (condition instanceof Condition.Delayed) {
            condition = new Condition.Leading();
        }
    }

    void numberedTo(long end) {
        numbered.accumulateAndGet(end, Math::max);
    }

    void integratedTo(long size) {
        integrated.accumulateAndGet(size, Math::max);
        numberedTo(size);
    }

    void publishedTo(long size) {
        published.accumulateAndGet(size, Math::max);
        integratedTo(size);
    }

    synchronized LogStatus status(String origin) {
        return new LogStatus(origin, condition, numbered.get(), integrated.get(), published.get());
    }
}
