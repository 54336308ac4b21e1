package org.sillok.review;

import java.util.List;

/**
 * What is out of the ordinary in a time.
 *
 * @param statements how many statements were looked at
 * @param unreadable how many of them say nothing any more, or are damaged
 */
public record AnomalyReport(Period period, long statements, long unreadable, List<PartyAnomaly> anomalies) {
    public AnomalyReport {
        anomalies = List.copyOf(anomalies);
    }
}
