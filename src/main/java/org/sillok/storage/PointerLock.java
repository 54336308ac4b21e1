package org.sillok.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time compare a pointer and replace it: a file system has no rename that first compares. The lock of
 * the file holds between processes and ends with its process; the one in memory holds between threads, because a
 * process that opens and closes the file twice would drop its own lock (POSIX). So a process has one store per directory.
 */
final class PointerLock {
    // A writer that was paused while it held the lock must not hold up others for longer than a caller waits.
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Path file;
    private final ReentrantLock threads = new ReentrantLock();

    PointerLock(Path file) {
        this.file = file;
    }

    /** What is done under the lock. */
    interface Work {
        boolean run() throws IOException;
    }

    /** Does {@code work} alone, or fails with an {@link IOException} if others do not let it. */
    boolean alone(Work work) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        if (!acquired()) {
            throw new IOException("another thread does not finish replacing a pointer");
        }
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), StoreDirectories.PRIVATE_FILE)) {
            FileLock lock = channel.tryLock();
            while (lock == null && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(POLL.toNanos());
                lock = channel.tryLock();
            }
            if (lock == null) {
                throw new IOException("another process does not finish replacing a pointer");
            }
            return work.run();
        } finally {
            threads.unlock();
        }
    }

    private boolean acquired() {
        try {
            return threads.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
