package org.sillok.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Syncs the beginning of a large draft while the rest is still coming, so that the disk does not idle until the end.
 * The operating system reports a failed write-back to one sync only: whichever sync failed, the draft fails.
 */
final class EarlySync {
    static final long INTERVAL = 32L * 1024 * 1024;

    private final FileChannel channel;
    private final ExecutorService threads;
    private long unsynced;
    private @Nullable Future<?> running;

    EarlySync(FileChannel channel, ExecutorService threads) {
        this.channel = channel;
        this.threads = threads;
    }

    /** A few threads for all drafts of a store; a draft that finds none free syncs later. */
    static ExecutorService threads() {
        return new ThreadPoolExecutor(0, 4, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "sync");
            thread.setDaemon(true);
            return thread;
        });
    }

    void written(int count) throws IOException {
        unsynced += count;
        if (unsynced < INTERVAL || (running != null && !running.isDone())) {
            return;
        }
        await();
        try {
            running = threads.submit(() -> {
                channel.force(false);
                return null;
            });
            unsynced = 0;
        } catch (RejectedExecutionException e) {
            // Every thread is busy: the next write tries again.
        }
    }

    /** Waits for a sync that is under way, and fails if any failed. */
    void await() throws IOException {
        if (running == null) {
            return;
        }
        try {
            running.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException("a sync failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while syncing", e);
        }
    }
}
