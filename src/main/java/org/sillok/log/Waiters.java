package org.sillok.log;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sillok.kernel.Digest;

/**
 * Callers of this process that wait for the index of an entry. Whoever appends is noted before the commit, so that a
 * leader in the same process answers without a query; what was answered before anybody asked is kept for a while.
 */
final class Waiters {
    private static final int KEPT = 16_384;
    // While nothing is numbered, deposits go on; their waiters must not fill the memory.
    private static final int MAX_WAITING = 65_536;

    private final Map<Digest, CompletableFuture<Long>> waiting = new ConcurrentHashMap<>();
    private final Map<Digest, Long> answered = new LinkedHashMap<>(KEPT, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Long> eldest) {
            return size() > KEPT;
        }
    };

    /** Notes an entry of a transaction that is about to commit. */
    void expect(Digest leafHash) {
        if (waiting.size() < MAX_WAITING) {
            waiting.computeIfAbsent(leafHash, unused -> new CompletableFuture<>());
        }
    }

    /** The transaction was rolled back. */
    void forget(Digest leafHash) {
        waiting.remove(leafHash);
    }

    /** Answers those who wait. Entries of other processes are remembered no longer than others. */
    void answer(Map<Digest, Long> indices) {
        synchronized (answered) {
            answered.putAll(indices);
        }
        indices.forEach((leafHash, index) -> {
            CompletableFuture<Long> future = waiting.remove(leafHash);
            if (future != null) {
                future.complete(index);
            }
        });
    }

    Optional<Long> answered(Digest leafHash) {
        synchronized (answered) {
            return Optional.ofNullable(answered.get(leafHash));
        }
    }

    boolean expects(Digest leafHash) {
        return waiting.containsKey(leafHash);
    }

    /** Those for which this process must ask the database if somebody else leads. */
    Collection<Digest> unanswered() {
        return List.copyOf(waiting.keySet());
    }

    /** Waits for an answer; empty when the time is over. */
    Optional<Long> await(Digest leafHash, Duration atMost) throws InterruptedException {
        boolean expected = expects(leafHash);
        CompletableFuture<Long> future = waiting.computeIfAbsent(leafHash, unused -> new CompletableFuture<>());
        // The answer may have come between the caller's look and the future's birth.
        Optional<Long> early = answered(leafHash);
        if (early.isPresent()) {
            waiting.remove(leafHash, future);
            return early;
        }
        try {
            return Optional.of(future.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            if (!expected) {
                // Nobody has said that it will come: a follower must not ask the database for it for ever.
                waiting.remove(leafHash, future);
            }
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a waiter's future never fails", e);
        }
    }
}
