package org.sillok.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sillok.kernel.Bytes;

/**
 * A store that fails when told to, for walking through every crash: count the writes of a good run with
 * {@link #writes()}, then repeat it with {@link #failAt} for each of them, once per {@link Outcome}. A write is one
 * {@code publish}, {@code put}, {@code discard}, {@code replacePointer}, or one write to a draft's body.
 */
public final class FaultyObjectStore implements ObjectStore {
    /** What became of the write that was reported as failed. */
    public enum Outcome {
        PERSISTED,
        LOST
    }

    private static final int NEVER = 0;
    // No name contains it.
    private static final String NOTHING = " ";

    private final ObjectStore store;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile int failing = NEVER;
    private volatile boolean everySince;
    private volatile Outcome outcome = Outcome.LOST;
    private volatile RuntimeException failure = new StorageUnavailableException("injected fault");
    private volatile boolean readsFail;
    private volatile String withheld = NOTHING;
    private final Map<ObjectName, RuntimeException> unreadable = new ConcurrentHashMap<>();
    private final Set<ObjectName> kept = ConcurrentHashMap.newKeySet();
    private final Map<ObjectName, RuntimeException> refused = new ConcurrentHashMap<>();

    public FaultyObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** How many writes were attempted since the last {@link #heal()}. */
    public int writes() {
        return writes.get();
    }

    /** Fails the {@code nth} write from now on (1 is the next one), and only that. */
    public void failAt(int nth, Outcome what) {
        heal();
        outcome = what;
        failing = nth;
    }

    /** Fails every write from the {@code nth} on, as a process does that died. */
    public void failFrom(int nth, Outcome first) {
        failAt(nth, first);
        everySince = true;
    }

    /** Fails every write from now on with {@code reason}, for example a full disk. */
    public void failWith(RuntimeException reason) {
        failFrom(1, Outcome.LOST);
        failure = reason;
    }

    /** Fails every {@code open}, {@code stat} and {@code list}. */
    public void failReads() {
        readsFail = true;
    }

    /** Fails every {@code open} of one object with {@code reason}. */
    public void failReadsOf(ObjectName name, RuntimeException reason) {
        unreadable.put(name, reason);
    }

    /** Fails every {@code open} of names that begin so, though they are listed: for "", of all. */
    public void handOutNothingOf(String prefix) {
        withheld = prefix;
    }

    /** What was asked to be kept, since the store was made. */
    public Set<ObjectName> kept() {
        return kept;
    }

    /** Fails every {@code draft} of one object with {@code reason}. */
    public void refuse(ObjectName name, RuntimeException reason) {
        refused.put(name, reason);
    }

    /** Ends all faults and counts from zero. */
    public void heal() {
        failing = NEVER;
        everySince = false;
        readsFail = false;
        withheld = NOTHING;
        unreadable.clear();
        refused.clear();
        failure = new StorageUnavailableException("injected fault");
        writes.set(0);
    }

    private void write(Runnable write) {
        int number = writes.incrementAndGet();
        boolean now = failing != NEVER && number == failing;
        if (now && outcome == Outcome.PERSISTED) {
            write.run();
        }
        if (now || (failing != NEVER && everySince && number > failing)) {
            throw failure;
        }
        write.run();
    }

    private ObjectStore readable() {
        if (readsFail) {
            throw failure;
        }
        return store;
    }

    @Override
    public Draft draft(ObjectName name) {
        RuntimeException reason = refused.get(name);
        if (reason != null) {
            throw reason;
        }
        return new FaultyDraft(store.draft(name));
    }

    @Override
    public Draft replacement(ObjectName name, boolean handedOut) {
        return new FaultyDraft(store.replacement(name, handedOut));
    }

    @Override
    public void put(ObjectName name, byte[] bytes) {
        write(() -> store.put(name, bytes));
    }

    @Override
    public SeekableByteChannel open(ObjectName name) {
        RuntimeException reason = unreadable.get(name);
        if (reason != null) {
            throw reason;
        }
        if (name.value().startsWith(withheld)) {
            throw failure;
        }
        return readable().open(name);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectName name) {
        return readable().stat(name);
    }

    @Override
    public Stream<ObjectName> list(String prefix) {
        return readable().list(prefix);
    }

    @Override
    public void discard(ObjectName name) {
        write(() -> store.discard(name));
    }

    @Override
    public void keep(ObjectName name) {
        kept.add(name);
        store.keep(name);
    }

    @Override
    public boolean replacePointer(ObjectName name, Optional<Bytes> seen, byte[] bytes) {
        AtomicBoolean replaced = new AtomicBoolean();
        write(() -> replaced.set(store.replacePointer(name, seen, bytes)));
        return replaced.get();
    }

    @Override
    public long sweepDrafts(Duration olderThan) {
        return store.sweepDrafts(olderThan);
    }

    private final class FaultyDraft implements Draft {
        private final Draft draft;

        FaultyDraft(Draft draft) {
            this.draft = draft;
        }

        @Override
        public OutputStream body() {
            OutputStream body = draft.body();
            return new OutputStream() {
                @Override
                public void write(int value) {
                    write(new byte[] {(byte) value}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    FaultyObjectStore.this.write(() -> {
                        try {
                            body.write(bytes, offset, length);
                        } catch (IOException e) {
                            throw new AssertionError("a body must not throw this", e);
                        }
                    });
                }
            };
        }

        @Override
        public void publish() {
            write(draft::publish);
        }

        @Override
        public void close() {
            draft.close();
        }
    }
}
