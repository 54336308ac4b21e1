package org.sillok.sharing.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;
import org.sillok.terms.Purpose;

/**
 * What a change comes to, counted: how often an outcome becomes which other, per counterparty and set of purposes, and
 * which versions change. Keeps the same after being written down and read again, so that a job can go on from there.
 */
public final class ImpactCount {
    /** Most versions that are named; all are counted. */
    public static final int MOST_NAMED = 1_000;

    private static final String LINES = "lines";
    private static final String CHANGED = "changed";
    private static final String VERSIONS = "versions";
    private static final String NAMED = "items";
    private static final String ARROW = " > ";

    private final Map<String, Map<String, Long>> lines = new TreeMap<>();
    private final List<MaterialRef> named = new ArrayList<>();
    private long versions;
    private long changed;

    /**
     * Counts one version: what it comes to for each counterparty.
     *
     * @param nameable whether it may be named to everybody who reads the count
     */
    public void add(MaterialRef version, List<Change> changes, boolean nameable) {
        versions++;
        for (Change change : changes) {
            lines.computeIfAbsent(change.line(), none -> new TreeMap<>())
                    .merge(change.before() + ARROW + change.after(), 1L, Long::sum);
        }
        if (changes.stream().anyMatch(change -> change.before() != change.after())) {
            changed++;
            if (nameable && named.size() < MOST_NAMED) {
                named.add(version);
            }
        }
    }

    /** What the change comes to for one counterparty and set of purposes. */
    public record Change(PartyId party, Set<Purpose> purposes, Outcome before, Outcome after) {
        String line() {
            return party.value() + " "
                    + purposes.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        }
    }

    /** The count as a job shows it. */
    public JsonObject toJson() {
        List<JsonValue> all = new ArrayList<>();
        lines.forEach((line, counts) -> {
            int end = line.indexOf(' ');
            List<JsonValue> transitions = new ArrayList<>();
            counts.forEach((transition, count) -> {
                int arrow = transition.indexOf(ARROW);
                transitions.add(JsonObject.builder()
                        .put("before", transition.substring(0, arrow))
                        .put("after", transition.substring(arrow + ARROW.length()))
                        .put("count", count)
                        .build());
            });
            all.add(JsonObject.builder()
                    .put("party", line.substring(0, end))
                    .put(
                            "purposes",
                            JsonArray.ofTexts(List.of(line.substring(end + 1).split(",", -1))))
                    .put("outcomes", new JsonArray(transitions))
                    .build());
        });
        return JsonObject.builder()
                .put(VERSIONS, versions)
                .put(CHANGED, changed)
                .put(LINES, new JsonArray(all))
                .put(
                        NAMED,
                        new JsonArray(named.stream()
                                .<JsonValue>map(ref -> JsonObject.builder()
                                        .put("item", ref.item().value())
                                        .put("version", ref.version())
                                        .build())
                                .toList()))
                .build();
    }

    /** Reads what {@link #toJson} wrote. */
    public static ImpactCount ofJson(JsonObject json) {
        ImpactCount count = new ImpactCount();
        count.versions = json.number(VERSIONS);
        count.changed = json.number(CHANGED);
        for (JsonValue value : json.array(LINES).values()) {
            JsonObject line = value.asObject();
            Map<String, Long> transitions = new TreeMap<>();
            for (JsonValue transition : line.array("outcomes").values()) {
                JsonObject one = transition.asObject();
                transitions.put(one.text("before") + ARROW + one.text("after"), one.number("count"));
            }
            count.lines.put(
                    line.text("party") + " "
                            + String.join(",", line.array("purposes").texts()),
                    transitions);
        }
        for (JsonValue value : json.array(NAMED).values()) {
            JsonObject one = value.asObject();
            count.named.add(new MaterialRef(new ItemId(one.text("item")), Math.toIntExact(one.number("version"))));
        }
        return count;
    }
}
