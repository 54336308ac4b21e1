package org.sillok.storage.rest;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.sillok.storage.StoreExamination;
import org.sillok.storage.StoreProperty;
import org.sillok.storage.StoreReport;

/** What the object store was seen to enforce at the start: one entry per property of the bucket for evidence. */
@Wellness
@ApplicationScoped
public class StoreHealth implements HealthCheck {
    private final StoreExamination examination;

    public StoreHealth(StoreExamination examination) {
        this.examination = examination;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("object store").up();
        List<StoreReport> reports = examination.reports();
        if (reports.isEmpty()) {
            return answer.withData("kind", "directory").build();
        }
        answer.withData("kind", "s3");
        reports.get(0)
                .inOrder()
                .forEach((property, verdict) ->
                        answer.withData(property.id(), verdict.name().toLowerCase(Locale.ROOT)));
        claimed(reports.get(0)).ifPresent(ids -> answer.withData("claimedButNotDone", ids));
        claimed(reports.get(1)).ifPresent(ids -> answer.withData("claimedButNotDoneInStaging", ids));
        String remarks = reports.stream()
                .flatMap(report -> report.remarks().stream().map(remark -> report.bucket() + ": " + remark))
                .collect(Collectors.joining("; "));
        if (!remarks.isEmpty()) {
            answer.withData("remarks", remarks);
        }
        return answer.build();
    }

    private static Optional<String> claimed(StoreReport report) {
        String ids = report.ignored().stream().map(StoreProperty::id).collect(Collectors.joining(", "));
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids);
    }
}
