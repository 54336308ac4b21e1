package org.sillok.fixity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.Round;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;

/** How fixity stands, in the words of the API, for the program itself. */
public final class FixityJson {
    private FixityJson() {}

    public static JsonObject of(FixityDesk.Status status) {
        JsonObject.Builder open = JsonObject.builder();
        status.open().forEach((copy, count) -> open.put(copy.name(), count));
        JsonObject.Builder json = JsonObject.builder()
                .put(
                        "openIncidents",
                        status.open().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .put("open", open.build());
        put(json, "round", status.newest().filter(Round::isOpen));
        put(json, "lastRound", status.complete());
        status.next().ifPresent(next -> json.put("nextRound", Timestamps.format(Timestamps.truncate(next))));
        status.lag()
                .ifPresent(lag -> json.put(
                        "replica",
                        JsonObject.builder()
                                .put("behind", lag.entries())
                                .put("files", lag.files())
                                .put("bytes", lag.bytes())
                                .build()));
        status.delay().ifPresent(why -> json.put("delayed", why));
        return json.build();
    }

    private static void put(JsonObject.Builder json, String name, Optional<Round> round) {
        round.ifPresent(shown -> json.put(name, of(shown)));
    }

    private static JsonObject of(Round round) {
        JsonObject.Builder json =
                JsonObject.builder().put("number", round.number()).put("begunAt", Timestamps.format(round.begunAt()));
        Instant ended = round.endedAt();
        if (ended != null) {
            json.put("endedAt", Timestamps.format(ended));
        }
        return json.put("outcome", round.counts().outcome())
                .put("done", round.done())
                .put("total", round.total())
                .put("files", round.counts().files())
                .put("replicas", round.counts().replicas())
                .put("bytes", round.counts().bytes())
                .put("failures", round.counts().failures())
                .put("unreadable", round.counts().unreadable())
                .put("unnamed", round.counts().unnamed())
                .build();
    }

    public static JsonArray of(List<Incident> incidents) {
        return new JsonArray(incidents.stream().<JsonValue>map(FixityJson::of).toList());
    }

    private static JsonObject of(Incident incident) {
        return JsonObject.builder()
                .put("id", incident.id())
                .put("item", incident.item())
                .put("version", incident.version())
                .put("file", incident.file())
                .put("object", incident.object())
                .put("copy", incident.copy().name())
                .put("damage", incident.damage().name())
                .put("foundBy", incident.foundBy().name())
                .put("foundAt", Timestamps.format(incident.foundAt()))
                .build();
    }
}
