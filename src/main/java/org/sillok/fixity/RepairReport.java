package org.sillok.fixity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.Repair;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;

/** What a repair did, incident by incident. */
public final class RepairReport {
    private static final int LISTED = 1_000;

    private final boolean dryRun;
    private final Map<Repair, Long> counts = new EnumMap<>(Repair.class);
    private final List<JsonValue> listed = new ArrayList<>();

    RepairReport(boolean dryRun) {
        this.dryRun = dryRun;
    }

    void add(Incident incident, Repair result) {
        counts.merge(result, 1L, Long::sum);
        if (listed.size() < LISTED) {
            listed.add(JsonObject.builder()
                    .put("incident", incident.id())
                    .put("item", incident.item())
                    .put("version", incident.version())
                    .put("file", incident.file())
                    .put("copy", incident.copy().name())
                    .put("result", result.name())
                    .build());
        }
    }

    /** Whether every copy that was looked at is what was recorded, or would be after a run that is not dry. */
    public boolean isComplete() {
        return counts.keySet().stream().allMatch(Repair::isGood);
    }

    /** As it is shown. */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder();
        counts.forEach((result, count) -> json.put(result.name(), count));
        return JsonObject.builder()
                .put("outcome", isComplete() ? "COMPLETE" : "INCOMPLETE")
                .put("dryRun", dryRun)
                .put("counts", json.build())
                .put("incidents", new JsonArray(listed))
                .build();
    }
}
