package org.sillok.recall.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;

/**
 * The recall list, {@code sillok/recalls/1}: everything that is called back, of all bundles, as of one moment. Like a list of
 * revoked certificates it is numbered, and says by when there is a newer one. It says nothing about what, whose and why.
 *
 * @param number from 1, one more for each list: which is newer is told by it, and not by a clock
 * @param nextUpdate by then there is a newer one
 * @param entries in their order, each once
 */
public record RecallList(
        String origin, long number, Instant thisUpdate, Instant nextUpdate, List<RecallEntry> entries) {
    public static final String VERSION = "sillok/recalls/1";

    private static final long LARGEST = (1L << 53) - 1;

    public RecallList {
        Forms.origin(origin);
        entries = List.copyOf(entries);
        if (number < 1 || number > LARGEST) {
            throw new IllegalArgumentException("lists are numbered from 1");
        }
        if (!Forms.whole(nextUpdate).isAfter(Forms.whole(thisUpdate))) {
            throw new IllegalArgumentException("a list holds for some time");
        }
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).compareTo(entries.get(i)) >= 0) {
                throw new IllegalArgumentException("entries are in their order, each once");
            }
        }
    }

    /** The exact bytes that are signed. */
    public Bytes bytes() {
        List<JsonValue> listed = new ArrayList<>();
        for (RecallEntry entry : entries) {
            listed.add(JsonObject.builder()
                    .put("bundle", entry.bundle().value())
                    .put(
                            "items",
                            JsonArray.ofTexts(
                                    entry.items().stream().map(ItemNumber::text).toList()))
                    .put("level", entry.level().name())
                    .put("since", Timestamps.format(entry.since()))
                    .build());
        }
        return Bytes.of(CompactJson.write(JsonObject.builder()
                .put("v", VERSION)
                .put("origin", origin)
                .put("number", number)
                .put("thisUpdate", Timestamps.format(thisUpdate))
                .put("nextUpdate", Timestamps.format(nextUpdate))
                .put("entries", new JsonArray(listed))
                .build()));
    }

    /** What of one bundle is called back; empty if nothing is. */
    public List<RecallEntry> of(String bundle) {
        return entries.stream()
                .filter(entry -> entry.bundle().value().equals(bundle))
                .toList();
    }

    /** Whether the list is the newest that there has to be at {@code now}: from its own time up to the next one's. */
    public boolean isCurrent(Instant now) {
        return !now.isBefore(thisUpdate) && now.isBefore(nextUpdate);
    }

    /** Reads the one spelling of a list. */
    public static RecallList parse(byte[] bytes) throws RecallFormatException {
        return Forms.read("a recall list", bytes, RecallList::read, RecallList::bytes);
    }

    private static RecallList read(JsonObject json) {
        json.requireExactly("v", "origin", "number", "thisUpdate", "nextUpdate", "entries");
        if (!json.text("v").equals(VERSION)) {
            throw new IllegalArgumentException("of another version");
        }
        List<RecallEntry> entries = new ArrayList<>();
        for (JsonValue value : json.array("entries").values()) {
            JsonObject entry = value.asObject().requireExactly("bundle", "items", "level", "since");
            entries.add(new RecallEntry(
                    new BundleId(entry.text("bundle")),
                    entry.array("items").texts().stream().map(ItemNumber::parse).toList(),
                    Forms.constant(RecallLevel.class, entry.text("level")),
                    Timestamps.parse(entry.text("since"))));
        }
        return new RecallList(
                json.text("origin"),
                json.number("number"),
                Timestamps.parse(json.text("thisUpdate")),
                Timestamps.parse(json.text("nextUpdate")),
                entries);
    }
}
