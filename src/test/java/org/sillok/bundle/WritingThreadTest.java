package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.storage.StorageUnavailableException;

@Timeout(60)
class WritingThreadTest {
    /** What a target does with its {@code n}th write; the first is 1. */
    private interface Doing {
        void at(int n) throws IOException, InterruptedException;
    }

    /** Keeps what it gets, and who wrote last. */
    private static final class Target extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Doing doing;
        private final AtomicReference<Thread> thread = new AtomicReference<>();
        private int writes;

        private Target(Doing doing) {
            this.doing = doing;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] some, int offset, int count) throws IOException {
            thread.set(Thread.currentThread());
            try {
                doing.at(++writes);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("stopped");
            }
            bytes.write(some, offset, count);
        }

        private void hasEnded() {
            Thread last = thread.get();
            assertThat(last).isNotNull();
            assertThat(last.isAlive()).isFalse();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                1,
                WritingThread.BUFFER - 1,
                WritingThread.BUFFER,
                WritingThread.BUFFER + 1,
                9 * WritingThread.BUFFER,
                9 * WritingThread.BUFFER + 1
            })
    void everythingArrivesInOrderFromAnotherThread(int length) throws IOException {
        byte[] bytes = random(length);
        for (int step : new int[] {5, 65_535, length}) {
            Target target = new Target(n -> {});
            try (WritingThread thread = WritingThread.to(target)) {
                thread.write(bytes[0]);
                for (int done = 1; done < length; done += step) {
                    thread.write(bytes, done, Math.min(step, length - done));
                }
                thread.finish();
                assertThat(target.bytes.toByteArray()).isEqualTo(bytes);
            }
            assertThat(target.thread.get()).isNotSameAs(Thread.currentThread());
            target.hasEnded();
        }
    }

    @Test
    void nothingIsNothing() throws IOException {
        Target target = new Target(n -> {});
        try (WritingThread thread = WritingThread.to(target)) {
            thread.finish();
            assertThatThrownBy(() -> thread.write(1)).isInstanceOf(IOException.class);
        }
        assertThat(target.bytes.size()).isZero();
    }

    @Test
    void aFailureOfTheTargetReachesTheCallerAsItWas() {
        for (Throwable failure : List.of(
                new IOException("no line"), new StorageUnavailableException("gone"), new AssertionError("ended"))) {
            for (int failing : new int[] {1, 2, 7, 10}) {
                Target target = new Target(n -> {
                    if (n == failing) {
                        throwIt(failure);
                    }
                });
                byte[] bytes = random(WritingThread.BUFFER);
                assertThatThrownBy(() -> {
                            // Closing what is above writes again, as the end of an archive's entry does.
                            try (WritingThread thread = WritingThread.to(target);
                                    OutputStream above = new Ending(thread)) {
                                for (int i = 0; i < 10; i++) {
                                    above.write(bytes);
                                }
                                thread.finish();
                            }
                        })
                        .isSameAs(failure);
                target.hasEnded();
                assertThat(target.bytes.size()).isEqualTo((failing - 1) * WritingThread.BUFFER);
            }
        }
    }

    /** Writes once more when it is closed. */
    private static final class Ending extends FilterOutputStream {
        private Ending(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
        }

        @Override
        public void close() throws IOException {
            out.write(new byte[] {1});
        }
    }

    private static void throwIt(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) failure;
    }

    @Test
    void aCallerThatFailsStopsTheThreadAlsoWhereItWaits() {
        CountDownLatch arrived = new CountDownLatch(1);
        Target target = new Target(n -> {
            arrived.countDown();
            new CountDownLatch(1).await();
        });
        IllegalStateException failure = new IllegalStateException("cancelled");
        assertThatThrownBy(() -> {
                    try (WritingThread thread = WritingThread.to(target)) {
                        thread.write(random(3 * WritingThread.BUFFER));
                        arrived.await();
                        throw failure;
                    }
                })
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
        target.hasEnded();
        assertThat(target.bytes.size()).as("the rest is not written").isZero();
    }

    @Test
    void aThreadThatHearsNoInterruptEndsAfterItsWrite() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Target target = new Target(n -> {
            arrived.countDown();
            while (true) {
                try {
                    mayGoOn.await();
                    return;
                } catch (InterruptedException e) {
                    // As a library that hides it.
                }
            }
        });
        WritingThread thread = WritingThread.to(target);
        thread.write(random(4 * WritingThread.BUFFER));
        arrived.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(thread::close);
        Thread.sleep(100);
        assertThat(closing).isNotDone();
        mayGoOn.countDown();
        closing.get(20, TimeUnit.SECONDS);
        target.hasEnded();
        assertThat(target.bytes.size()).isEqualTo(WritingThread.BUFFER);
    }

    @Test
    void aCallerThatIsAheadWaitsAndCanBeInterrupted() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Target target = new Target(n -> never.await());
        AtomicLong taken = new AtomicLong();
        AtomicReference<Throwable> met = new AtomicReference<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try (WritingThread thread = WritingThread.to(target)) {
                while (true) {
                    thread.write(new byte[1_024]);
                    taken.addAndGet(1_024);
                }
            } catch (IOException e) {
                met.set(e);
            }
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        long most = (long) WritingThread.BUFFERS * WritingThread.BUFFER;
        while (taken.get() < most) {
            Thread.sleep(5);
        }
        Thread.sleep(100);
        assertThat(taken).as("no more than there is room for").hasValue(most);
        caller.interrupt();
        assertThat(flag.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(met.get()).isInstanceOf(InterruptedIOException.class);
        target.hasEnded();
    }
}
