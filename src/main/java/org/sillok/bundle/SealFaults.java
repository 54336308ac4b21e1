package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.sillok.jobs.JobFailedException;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.vault.KekUnavailableException;

/** What a fault of a sealing amounts to, and whether it may pass: hours of work should not end because something was away. */
@ApplicationScoped
class SealFaults {
    private static final Logger LOG = Logger.getLogger(SealFaults.class);
    private static final int SERVER_FAULT = 500;
    private static final int DEEPEST = 20;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60));
    private static final Set<ProblemCode> PASSING = Set.of(
            ProblemCode.DATABASE_UNAVAILABLE,
            ProblemCode.STORAGE_UNAVAILABLE,
            ProblemCode.SIGNING_UNAVAILABLE,
            ProblemCode.KEYS_UNAVAILABLE,
            ProblemCode.RECEIPT_NOT_READY);

    private final Iterable<KnownFaults> rooms;
    private final List<Duration> pauses;

    @Inject
    SealFaults(@Any Instance<KnownFaults> rooms) {
        this(rooms, PAUSES);
    }

    /** {@code pauses}: how long to wait before each repetition. */
    SealFaults(Iterable<KnownFaults> rooms, List<Duration> pauses) {
        this.rooms = rooms;
        this.pauses = List.copyOf(pauses);
    }

    /** The problem that is told of it; empty if nobody foresaw it. */
    Optional<ProblemCode> known(Throwable fault) {
        if (fault instanceof JobFailedException failed) {
            return Optional.of(failed.code());
        }
        for (Throwable one : allOf(fault)) {
            if (one instanceof NoSuchObjectException) {
                return Optional.of(ProblemCode.BUNDLE_CONTENT);
            }
            for (KnownFaults room : rooms) {
                Optional<ProblemCode> code =
                        room.refusalOf(one).map(Refusal::code).filter(problem -> problem.status() >= SERVER_FAULT);
                if (code.isPresent()) {
                    return code;
                }
            }
        }
        return Optional.empty();
    }

    /** Causes first. A commit that fails has its reason among what it suppressed. */
    private static List<Throwable> allOf(Throwable fault) {
        List<Throwable> causes = causes(fault);
        List<Throwable> all = new ArrayList<>(causes);
        for (Throwable one : causes) {
            for (Throwable suppressed : one.getSuppressed()) {
                all.addAll(causes(suppressed));
            }
        }
        return all;
    }

    private static List<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, one -> one != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
    }

    /** Whether the same may succeed in a moment, with nobody having done anything about it. */
    boolean passes(Throwable fault) {
        for (Throwable one : allOf(fault)) {
            if (one instanceof KekUnavailableException keys && !keys.trouble().mayPass()) {
                return false;
            }
        }
        return known(fault).filter(PASSING::contains).isPresent();
    }

    /**
     * Does {@code step}, which is harmless when repeated, and again a few times after faults that may pass. Leaves the work
     * while it waits if it was cancelled or taken over.
     */
    <T> T patiently(SealProgress progress, Supplier<T> step) {
        for (Duration pause : pauses) {
            try {
                return step.get();
            } catch (RuntimeException e) {
                if (!passes(e)) {
                    throw e;
                }
                LOG.warnf("A sealing waits: %s", known(e).map(ProblemCode::slug).orElse(""));
                if (!waited(pause, progress)) {
                    throw e;
                }
            }
        }
        return step.get();
    }

    /** False if the thread shall end. */
    private static boolean waited(Duration pause, SealProgress progress) {
        long end = System.nanoTime() + pause.toNanos();
        do {
            progress.goOn();
            try {
                Thread.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        } while (System.nanoTime() < end);
        progress.goOn();
        return true;
    }
}
