package org.sillok.audit;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.custody.RecordedFile;
import org.sillok.custody.core.Field;
import org.sillok.evidence.core.Activity;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Timestamps;

/**
 * A version as its statement records it.
 *
 * @param parents as {@code item/version}
 * @param description digest of what is said about a version that is not the original
 */
record RecordedVersion(
        String item,
        int number,
        String activity,
        Set<String> parents,
        Optional<String> description,
        Digest statement,
        Instant time,
        List<RecordedFile> files) {
    /** Of an original the item's metadata says everything, and its statement's digest is of that. */
    static final String ORIGINAL = Activity.ORIGINAL.name();

    RecordedVersion {
        parents = Set.copyOf(parents);
        files = List.copyOf(files);
    }

    /** Empty if the statement does not say all of it. */
    static Optional<RecordedVersion> of(CheckedStatement checked) {
        return checked.facts().flatMap(facts -> {
            Optional<String> item = facts.text(Field.ITEM);
            Optional<JsonValue> number = facts.value(Field.VERSION);
            Optional<String> activity = facts.text(Field.ACTIVITY);
            Optional<List<RecordedFile>> files = RecordedFile.of(checked.statement(), facts);
            if (item.isEmpty() || number.isEmpty() || activity.isEmpty() || files.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new RecordedVersion(
                    item.get(),
                    Math.toIntExact(Math.min(Integer.MAX_VALUE, number.get().asLong())),
                    activity.get(),
                    facts.value(Field.PARENTS).map(RecordedVersion::parents).orElse(Set.of()),
                    ORIGINAL.equals(activity.get()) ? Optional.empty() : facts.text(Field.METADATA),
                    checked.statement().digest(),
                    Timestamps.parse(facts.text(Field.TIME).orElseThrow()),
                    files.get()));
        });
    }

    private static Set<String> parents(JsonValue parents) {
        Set<String> names = new HashSet<>();
        JsonArray list = parents.asArray();
        for (JsonValue each : list.values()) {
            JsonObject parent = each.asObject();
            names.add(parent.text("item") + "/" + parent.number("version"));
        }
        return names;
    }
}
