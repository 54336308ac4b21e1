package org.sillok.bundle;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Has what is written to it written on by a thread of its own, so that two cores work on one bundle. A few buffers go round
 * between the two; whoever is ahead waits for the other.
 *
 * <p>A failure of the thread reaches the caller as it was, at a later write or when it finishes; what the caller does after
 * that fails as well. A caller that fails closes this without finishing it: that stops the thread, also where it waits. Once
 * it is closed, the thread has ended and writes nothing more. The stream behind it stays open. For one caller's thread.
 */
final class WritingThread extends OutputStream {
    static final String NAME = "seal";
    static final int BUFFERS = 4;
    static final int BUFFER = 256 * 1024;

    /** Tells a caller that waits for a buffer that none will come. */
    private static final byte[] NONE = new byte[0];

    /** The end of the work is a portion of no bytes. */
    private static final Portion END = new Portion(NONE, 0);

    private static final class Portion {
        private final byte[] bytes;
        private final int length;

        private Portion(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }

    private final OutputStream out;
    private final BlockingQueue<Portion> work = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final Thread thread;
    private volatile @Nullable Throwable failure;
    private byte[] current = NONE;
    private int filled;
    private boolean broken;

    private WritingThread(OutputStream out) {
        this.out = out;
        this.thread = new Thread(this::work, NAME);
        thread.setDaemon(true);
        for (int i = 0; i < BUFFERS; i++) {
            free.add(new byte[BUFFER]);
        }
    }

    /** Begins to write to {@code out}, which is that thread's alone until this is finished or closed. */
    static WritingThread to(OutputStream out) {
        WritingThread begun = new WritingThread(out);
        begun.thread.start();
        return begun;
    }

    private void work() {
        try {
            for (Portion portion = work.take(); portion.length > 0; portion = work.take()) {
                out.write(portion.bytes, 0, portion.length);
                free.add(portion.bytes);
            }
        } catch (Throwable e) {
            // An error as well: the caller must not wait for a thread that is gone.
            failure = e;
        } finally {
            free.add(NONE);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        requireWhole();
        int done = 0;
        while (done < count) {
            if (current.length == 0) {
                current = buffer();
            }
            int part = Math.min(count - done, current.length - filled);
            System.arraycopy(bytes, offset + done, current, filled, part);
            filled += part;
            done += part;
            if (filled == current.length) {
                handOver();
            }
        }
    }

    /** Waits until all of it was written on. Nothing may be written after it. */
    void finish() throws IOException {
        requireWhole();
        if (filled > 0) {
            handOver();
        }
        broken = true;
        work.add(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        if (failure != null) {
            throw failed();
        }
    }

    /** Throws nothing, so that it hides no failure. */
    @Override
    public void close() {
        broken = true;
        work.clear();
        work.add(END);
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] buffer() throws IOException {
        try {
            byte[] buffer = failure == null ? free.take() : NONE;
            if (buffer.length == 0) {
                throw failed();
            }
            return buffer;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void handOver() {
        work.add(new Portion(current, filled));
        current = NONE;
        filled = 0;
    }

    /** The failure itself is thrown once: nobody can add it to itself while closing what is above. */
    private void requireWhole() throws IOException {
        if (broken) {
            throw new IOException("an earlier write failed, or it is finished");
        }
    }

    private IOException failed() {
        broken = true;
        Throwable cause = failure;
        if (cause instanceof RuntimeException fault) {
            throw fault;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException refused ? refused : new IOException("the writing thread has ended", cause);
    }

    private InterruptedIOException interrupted() {
        broken = true;
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while writing");
    }
}
