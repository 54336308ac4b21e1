package org.sillok.review.rest;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.review.AnomalyReport;
import org.sillok.review.PartyAnomaly;
import org.sillok.review.core.AnomalyKind;

/** An anomaly report as it is shown. */
@Schema(
        name = "AnomalyReport",
        description = "What is out of the ordinary: something to ask about, no proof of anything")
public record AnomalyReportView(
        Instant from,
        Instant until,

        @Schema(description = "How many statements were looked at")
        long statements,

        @Schema(description = "How many of them cannot be read any more")
        long unreadable,

        List<Line> anomalies) {
    /** One thing that is out of the ordinary. */
    @Schema(name = "Anomaly")
    public record Line(
            AnomalyKind kind,
            String party,
            String user,
            Instant from,
            Instant until,

            @Schema(description = "How much it was") int count,

            @Schema(description = "From how much on it is out of the ordinary")
            int limit) {
        static Line of(PartyAnomaly found) {
            return new Line(
                    found.anomaly().kind(),
                    found.party().value(),
                    found.anomaly().user(),
                    found.anomaly().from(),
                    found.anomaly().until(),
                    found.anomaly().count(),
                    found.anomaly().limit());
        }
    }

    static AnomalyReportView of(AnomalyReport report) {
        return new AnomalyReportView(
                report.period().from(),
                report.period().until(),
                report.statements(),
                report.unreadable(),
                report.anomalies().stream().map(Line::of).toList());
    }
}
