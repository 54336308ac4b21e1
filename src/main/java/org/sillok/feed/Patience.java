package org.sillok.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.sillok.feed.db.FeedRows;
import org.sillok.identity.Caller;
import org.sillok.problem.Outcome;

/**
 * Requests that wait for events. None of them holds a thread or a connection: one thread asks for all of them together, each
 * second and in one query, whether there is anything, and answers those for whom there is, one after the other. How many
 * may wait is limited; whoever finds no room is answered at once.
 */
@ApplicationScoped
public class Patience {
    /** The longest that a request waits. */
    public static final Duration LONGEST = Duration.ofSeconds(25);

    private record Waiter(
            Caller caller,
            EventQuery query,
            Reading empty,
            FeedRows.Place after,
            long deadline,
            CompletableFuture<Outcome<Reading>> answer) {}

    private final Events events;
    private final FeedConfig config;
    private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closing;

    Patience(Events events, FeedConfig config) {
        this.events = events;
        this.config = config;
    }

    /** The next events; if there are none, those that come within {@code wait}, or none. */
    public CompletableFuture<Outcome<Reading>> read(Caller caller, EventQuery query, Duration wait) {
        Outcome<Reading> first = events.read(caller, query);
        if (!(first instanceof Outcome.Done<Reading> done)
                || !done.value().items().isEmpty()
                || wait.isZero()) {
            return CompletableFuture.completedFuture(first);
        }
        CompletableFuture<Outcome<Reading>> answer = new CompletableFuture<>();
        Duration patience = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        if (!hasRoom(caller) || !add(caller, query, done.value(), System.nanoTime() + patience.toNanos(), answer)) {
            return CompletableFuture.completedFuture(first);
        }
        return answer;
    }

    private boolean hasRoom(Caller caller) {
        return waiters.stream()
                        .filter(waiter -> waiter.caller().party().equals(caller.party()))
                        .count()
                < config.waitersOfOne();
    }

    private boolean add(
            Caller caller, EventQuery query, Reading empty, long deadline, CompletableFuture<Outcome<Reading>> answer) {
        if (closing || waiting.incrementAndGet() > config.waiters()) {
            waiting.decrementAndGet();
            return false;
        }
        waiters.add(new Waiter(
                caller, query.from(empty.last()), empty, events.place(caller, empty.last()), deadline, answer));
        return true;
    }

    /** How many wait. */
    public int waiting() {
        return waiting.get();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        List<Waiter> all = new ArrayList<>(waiters);
        if (all.isEmpty()) {
            return;
        }
        Set<Integer> met = met(all);
        long now = System.nanoTime();
        for (int i = 0; i < all.size(); i++) {
            Waiter waiter = all.get(i);
            if (met.contains(i)) {
                leave(waiter);
                again(waiter);
            } else if (waiter.deadline() - now <= 0) {
                leave(waiter);
                waiter.answer().complete(Outcome.done(waiter.empty()));
            }
        }
    }

    private Set<Integer> met(List<Waiter> all) {
        try {
            return events.met(all.stream()
                    .map(waiter -> new FeedRows.Wish(waiter.caller().party().value(), waiter.after()))
                    .toList());
        } catch (RuntimeException e) {
            // The database is away: nobody waits longer because of that.
            return Set.of();
        }
    }

    private void again(Waiter waiter) {
        try {
            Outcome<Reading> outcome = events.read(waiter.caller(), waiter.query());
            // What came may be of a type that is not wanted.
            boolean goesOn = outcome instanceof Outcome.Done<Reading> done
                    && done.value().items().isEmpty()
                    && waiter.deadline() - System.nanoTime() > 0
                    && add(waiter.caller(), waiter.query(), done.value(), waiter.deadline(), waiter.answer());
            if (!goesOn) {
                waiter.answer().complete(outcome);
            }
        } catch (RuntimeException e) {
            waiter.answer().completeExceptionally(e);
        }
    }

    private void leave(Waiter waiter) {
        waiters.remove(waiter);
        waiting.decrementAndGet();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        closing = true;
        for (Waiter waiter : waiters) {
            waiter.answer().complete(Outcome.done(waiter.empty()));
        }
    }
}
