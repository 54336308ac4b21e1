package org.sillok.vault;

import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/**
 * A digest that another thread computes while the caller works on the same bytes. A fixed set of buffers goes round:
 * the caller fills a free one, hands it over, reads it at the same time as the lane does, and gets it back when the
 * lane is done, which is also after the caller is, because the caller asks for one buffer at a time.
 */
final class DigestLane implements Runnable {
    private static final int BUFFERS = 4;

    private static final class Portion {
        private final byte[] bytes;
        private final int length;

        Portion(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }

    /** The end of the work is a portion of no bytes. */
    private static final Portion END = new Portion(new byte[0], 0);

    private final MessageDigest digest;
    private final BlockingQueue<Portion> work = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean complete;

    DigestLane(MessageDigest digest, int bufferSize) {
        this.digest = digest;
        for (int i = 0; i < BUFFERS; i++) {
            free.add(new byte[bufferSize]);
        }
    }

    @Override
    public void run() {
        try {
            for (Portion portion = next(); portion.length > 0; portion = next()) {
                digest.update(portion.bytes, 0, portion.length);
                free.add(portion.bytes);
            }
            complete = true;
        } finally {
            ended.countDown();
            // Wakes a caller that waits for a buffer of a lane that failed.
            free.offer(END.bytes);
        }
    }

    /** Deaf to interrupts: a lane that stopped halfway would have a wrong digest. {@link #end()} always comes. */
    private Portion next() {
        while (true) {
            try {
                return work.take();
            } catch (InterruptedException e) {
                // Wait on.
            }
        }
    }

    /** A buffer that nobody uses; waits for the lane if it is behind. */
    byte[] buffer() throws InterruptedIOException {
        try {
            byte[] buffer = free.take();
            if (buffer.length == 0) {
                throw new IllegalStateException("the digest's thread failed");
            }
            return buffer;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Hands {@code length} bytes to the lane. The caller may read the buffer until it asks for the next. */
    void digest(byte[] bytes, int length) {
        if (length > 0) {
            work.add(new Portion(bytes, length));
        }
    }

    /** Says that no more comes. Always called, so that the thread ends. */
    void end() {
        work.add(END);
    }

    /** Waits, after {@link #end()}, until everything handed over is digested. */
    void await() throws InterruptedIOException {
        try {
            ended.await();
            if (!complete) {
                throw new IllegalStateException("the digest's thread failed");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while digesting");
    }
}
