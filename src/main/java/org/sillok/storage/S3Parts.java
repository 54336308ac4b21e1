package org.sillok.storage;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of parts, of all drafts together, be sent while their drafts go on. With one part that each draft
 * is filling, this is all the memory that uploads take: (drafts + parallel) parts.
 */
final class S3Parts {
    private final ExecutorService threads;

    S3Parts(int parallel) {
        this.threads = new ThreadPoolExecutor(0, parallel, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "s3-part");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins {@code work}, or returns null if as many as may are under way: then the caller does it itself. */
    <T> @Nullable Future<T> begin(Callable<T> work) {
        try {
            return threads.submit(work);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }
}
