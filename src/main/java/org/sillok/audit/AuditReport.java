package org.sillok.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.sillok.audit.core.Finding;
import org.sillok.audit.core.FindingCode;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;

/**
 * What an audit came to.
 *
 * @param findings the first thousand, one by one
 * @param counts how many of each code, listed or not
 */
public record AuditReport(
        Instant startedAt,
        Instant finishedAt,
        List<AuditedLog> logs,
        Checked checked,
        List<Finding> findings,
        Map<FindingCode, Long> counts) {
    public AuditReport {
        logs = List.copyOf(logs);
        findings = List.copyOf(findings);
        counts = Map.copyOf(counts);
    }

    /**
     * A log and how much of it the audit was about.
     *
     * @param anchors how many checkpoints kept outside it was compared with
     */
    public record AuditedLog(String origin, long size, int anchors) {}

    /**
     * How much was checked.
     *
     * @param pending statements that were still on their way into the log
     * @param bytes of decrypted content
     */
    public record Checked(
            long entries, long statements, long pending, long streams, long items, long files, long bytes) {}

    public boolean isIntact() {
        return counts.isEmpty();
    }

    /**
     * The report as it is shown.
     *
     * @param recorded whether custody statements say that this audit ran
     */
    public JsonObject toJson(boolean recorded) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        JsonObject.Builder codes = JsonObject.builder();
        counts.keySet().stream()
                .sorted()
                .forEach(code -> codes.put(
                        code.name(),
                        JsonObject.builder()
                                .put("count", counts.getOrDefault(code, 0L))
                                .put("meaning", code.meaning())
                                .put("wayOut", code.wayOut())
                                .build()));
        return JsonObject.builder()
                .put("outcome", isIntact() ? "INTACT" : "DAMAGED")
                .put("startedAt", Timestamps.format(startedAt))
                .put("finishedAt", Timestamps.format(finishedAt))
                .put("logs", logsJson())
                .put("checked", checkedJson())
                .put("recorded", recorded)
                .put("codes", codes.build())
                .put(
                        "findings",
                        new JsonArray(findings.stream().map(AuditReport::json).toList()))
                .put("unlisted", total - findings.size())
                .build();
    }

    JsonArray logsJson() {
        return new JsonArray(logs.stream()
                .<JsonValue>map(log -> JsonObject.builder()
                        .put("origin", log.origin())
                        .put("size", log.size())
                        .put("anchors", log.anchors())
                        .build())
                .toList());
    }

    JsonObject checkedJson() {
        return JsonObject.builder()
                .put("entries", checked.entries())
                .put("statements", checked.statements())
                .put("pending", checked.pending())
                .put("streams", checked.streams())
                .put("items", checked.items())
                .put("files", checked.files())
                .put("bytes", checked.bytes())
                .build();
    }

    private static JsonValue json(Finding finding) {
        return JsonObject.builder()
                .put("code", finding.code().name())
                .put(
                        "place",
                        JsonObject.builder()
                                .put("kind", finding.place().kind().name())
                                .put("ref", finding.place().ref())
                                .build())
                .put("detail", finding.detail())
                .build();
    }
}
