package org.sillok.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.microprofile.health.HealthCheck;
import org.jboss.logging.Logger;

/**
 * What {@code /q/health/well} says, as metrics: alarms are made from those. The checks are asked now and then, not by whoever
 * reads the metrics, so that reading often costs nothing. None waits for another, and an old answer counts for nothing: what
 * was not heard of for longer than patience and one turn is not well.
 */
@ApplicationScoped
public class HealthMeter implements MeterBinder {
    static final String NAME = "sillok.health";
    private static final Logger LOG = Logger.getLogger(HealthMeter.class);

    /** A check that takes longer than this is not well: what it asks for does not answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** As {@link #look} is scheduled. */
    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** What a check said, and when. */
    private record Answer(boolean well, long at) {}

    private final Collection<HealthCheck> checks;
    private final LongSupplier nanoseconds;
    private final Predicate<HealthCheck> question;
    private final Executor executor;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    @Inject
    HealthMeter(@Wellness Instance<HealthCheck> checks, HealthQuestion question) {
        this(checks.stream().toList(), System::nanoTime, question::isWell, HealthMeter::inThread);
    }

    /**
     * {@code nanoseconds}: a clock that only goes forward. {@code executor}: where each check is asked; one that never comes back
     * keeps its thread, and is not asked again.
     */
    HealthMeter(
            List<HealthCheck> checks, LongSupplier nanoseconds, Predicate<HealthCheck> question, Executor executor) {
        this.checks = List.copyOf(checks);
        this.nanoseconds = nanoseconds;
        this.question = question;
        this.executor = executor;
    }

    private static void inThread(Runnable work) {
        Thread thread = new Thread(work, "sillok-health");
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks every check that is not being asked already, and waits for none. */
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        for (HealthCheck check : checks) {
            String label = label(check);
            if (begun.putIfAbsent(label, nanoseconds.getAsLong()) == null) {
                executor.execute(() -> ask(label, check));
            }
        }
    }

    private void ask(String label, HealthCheck check) {
        boolean well = false;
        try {
            well = question.test(check);
        } catch (RuntimeException e) {
            // What cannot say that it is well is not.
            LOG.warnf("A health check failed: %s", e.getClass().getName());
        } finally {
            // In this order: whoever sees the answer can ask again.
            begun.remove(label);
            answers.put(label, new Answer(well, nanoseconds.getAsLong()));
        }
    }

    private double value(String label) {
        long now = nanoseconds.getAsLong();
        Long since = begun.get(label);
        if (since != null && now - since > PATIENCE.toNanos()) {
            return 0;
        }
        Answer last = answers.get(label);
        if (last == null) {
            return Double.NaN;
        }
        return last.well() && now - last.at() <= PATIENCE.plus(PERIOD).toNanos() ? 1 : 0;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (HealthCheck check : checks) {
            String label = label(check);
            Gauge.builder(NAME, this, from -> from.value(label))
                    .description("1 while a check of wellness says that all is well, 0 while it does not")
                    .tag("check", label)
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** {@code IdentityKeyHealth} is {@code identity-key}: the class that was written, not the one that stands for it. */
    static String label(HealthCheck check) {
        return check.getClass()
                .getSimpleName()
                .replaceFirst("Health(_.*)?$", "")
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }
}
