package org.sillok.upload.rest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.sillok.upload.OpenUploads;

/** How many uploads there are, what lies in them, and when the next one expires. */
@ApplicationScoped
public class UploadMetrics implements MeterBinder {
    private final OpenUploads uploads;
    private final Clock clock;

    public UploadMetrics(OpenUploads uploads, Clock clock) {
        this.uploads = uploads;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "sillok.uploads.open", "Uploads that are there", OpenUploads.Totals::uploads);
        gauge(registry, "sillok.uploads.bytes", "Bytes that have arrived of them", OpenUploads.Totals::bytes);
        gauge(
                registry,
                "sillok.uploads.first.expiry",
                "Seconds until the first of them expires; negative: since it has, and it was not swept",
                this::untilFirstExpiry);
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<OpenUploads.Totals> value) {
        Gauge.builder(name, uploads, from -> value.applyAsDouble(from.totals()))
                .description(description)
                .register(registry);
    }

    private double untilFirstExpiry(OpenUploads.Totals totals) {
        Instant first = totals.firstExpiry();
        return first == null
                ? Double.NaN
                : Duration.between(clock.instant(), first).toMillis() / 1000.0;
    }
}
