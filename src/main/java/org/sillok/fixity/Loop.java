package org.sillok.fixity;

import java.time.Duration;

/** A thread of its own that does something again and again until the process stops; its pauses end then, too. */
final class Loop {
    private static final long STOP_MILLIS = 5_000;

    private final Object lock = new Object();
    private final Thread thread;
    private boolean stopping;

    /** {@code step} does not throw, except {@link Turn.Over}. */
    Loop(String name, Duration every, Runnable step) {
        this.thread = new Thread(() -> run(every, step), name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        synchronized (lock) {
            stopping = true;
            lock.notifyAll();
        }
        if (thread.isAlive()) {
            thread.join(STOP_MILLIS);
        }
    }

    private void run(Duration every, Runnable step) {
        try {
            while (true) {
                step.run();
                pause(every.toNanos());
            }
        } catch (Turn.Over e) {
            // The process stops.
        }
    }

    /** Waits. Throws {@link Turn.Over} if the process stops. */
    void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        synchronized (lock) {
            for (long left = nanos; left > 0 && !stopping; left = end - System.nanoTime()) {
                try {
                    lock.wait(left / 1_000_000, (int) (left % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new Turn.Over();
                }
            }
            if (stopping) {
                throw new Turn.Over();
            }
        }
    }
}
