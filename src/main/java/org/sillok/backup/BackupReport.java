package org.sillok.backup;

import java.time.Instant;
import java.util.List;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Timestamps;

/**
 * What came out of a backup.
 *
 * @param manifest the digest by which the backup is known
 * @param treeSize how many entries of the log it has
 * @param objects how many objects it has
 * @param copied how many of them this run added
 * @param missing names of recorded objects that the store had lost or damaged, and of key files
 * @param external what a restored repository needs besides, in words
 */
public record BackupReport(
        Instant takenAt,
        Digest manifest,
        long treeSize,
        long rows,
        long objects,
        long copied,
        List<String> missing,
        List<String> external) {
    public BackupReport {
        missing = List.copyOf(missing);
        external = List.copyOf(external);
    }

    public boolean isComplete() {
        return missing.isEmpty();
    }

    /** As it is shown. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("outcome", isComplete() ? "COMPLETE" : "INCOMPLETE")
                .put("takenAt", Timestamps.format(takenAt))
                .put("manifest", manifest.base64Url())
                .put("treeSize", treeSize)
                .put("rows", rows)
                .put("objects", objects)
                .put("copied", copied)
                .put("missing", texts(missing))
                .put("external", texts(external))
                .build();
    }

    private static JsonArray texts(List<String> texts) {
        return new JsonArray(
                texts.stream().map(text -> (JsonValue) new JsonString(text)).toList());
    }
}
