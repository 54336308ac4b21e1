package org.sillok.vault;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets work that takes hours wait for a key vault that is away for a moment. What nobody can expect to end by itself, such
 * as another key in the place of the right one, is not waited for.
 */
public final class Patience {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Duration limit;

    /** {@code limit}: how long a vault may be away. */
    public Patience(Duration limit) {
        this.limit = limit;
    }

    /**
     * Does {@code work}, again and again while the vault is away.
     *
     * @param between is run before each repetition, so that whoever waits shows a sign of life; what it throws ends this
     * @throws KekUnavailableException if the vault stays away, or for a reason that waiting does not end
     */
    public <T> T with(Supplier<T> work, Runnable between) {
        long begun = System.nanoTime();
        while (true) {
            try {
                return work.get();
            } catch (KekUnavailableException e) {
                if (!e.trouble().mayPass() || System.nanoTime() - begun > limit.toNanos() || !paused()) {
                    throw e;
                }
            }
            between.run();
        }
    }

    /** Lets a moment pass; false if the thread shall end. */
    static boolean paused() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
