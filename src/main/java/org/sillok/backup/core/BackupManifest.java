package org.sillok.backup.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Timestamps;

/**
 * What a backup consists of ({@code manifest.json}). Nothing in it is secret; it is believed only together with its seal,
 * which holds the digest of its bytes under the passphrase.
 *
 * @param takenAt what the service's clock said at the moment that the database was copied
 * @param migrations the versions of the database, in the order in which they were applied
 * @param logs each log as the copied database has it
 * @param stored the same logs as the copied objects have them: as they were at the end of the run, which may be later
 * @param closed whether nobody could sign from before the moment until the end; else the log has most likely gone on
 * @param tables in an order in which they can be filled
 * @param seal the name of the file that authenticates these bytes
 * @param objects how many objects the list names
 * @param missing names of recorded objects that the backup does not have, because the store had lost or damaged them, and of
 *     key files that were not there or not the right ones
 * @param external what a restored repository needs besides, because no backup has it: keys of a vault service or token
 */
public record BackupManifest(
        Instant takenAt,
        List<String> migrations,
        List<LogHead> logs,
        List<LogHead> stored,
        boolean closed,
        List<CopiedTable> tables,
        List<SequenceValue> sequences,
        List<BackupFile> files,
        String seal,
        long objects,
        List<String> missing,
        List<String> external) {
    /** Its name in the directory. */
    public static final String NAME = "manifest.json";

    private static final String FORMAT = "sillok/backup/1";

    public BackupManifest {
        migrations = List.copyOf(migrations);
        logs = List.copyOf(logs);
        stored = List.copyOf(stored);
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        files = List.copyOf(files);
        missing = List.copyOf(missing);
        external = List.copyOf(external);
        if (!origins(logs).equals(origins(stored)) || migrations.isEmpty() || !BackupFile.isName(seal) || objects < 0) {
            throw new IllegalArgumentException("not the manifest of a backup");
        }
    }

    /** Whether every recorded object is in it. */
    public boolean isComplete() {
        return missing.isEmpty();
    }

    /** The one file of this role. */
    public BackupFile file(BackupFile.Role role) {
        return files.stream()
                .filter(file -> file.role() == role)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a manifest without a file for " + role));
    }

    /** The newest log: the one that goes on. */
    public Optional<LogHead> log() {
        return logs.isEmpty() ? Optional.empty() : Optional.of(logs.get(logs.size() - 1));
    }

    /** The newest log as the objects have it. */
    public Optional<LogHead> storedLog() {
        return stored.isEmpty() ? Optional.empty() : Optional.of(stored.get(stored.size() - 1));
    }

    private static List<String> origins(List<LogHead> logs) {
        return logs.stream().map(LogHead::origin).toList();
    }

    /** How many entries the newest log's tree has in the database. */
    public long treeSize() {
        return log().map(LogHead::size).orElse(0L);
    }

    /** The exact bytes, which are digested and kept. */
    public byte[] bytes() {
        return CompactJson.write(JsonObject.builder()
                .put("format", FORMAT)
                .put("takenAt", Timestamps.format(takenAt))
                .put("migrations", array(migrations, JsonString::new))
                .put("logs", array(logs, BackupManifest::json))
                .put("stored", array(stored, BackupManifest::json))
                .put("closed", closed)
                .put("tables", array(tables, BackupManifest::json))
                .put("sequences", array(sequences, BackupManifest::json))
                .put("files", array(files, BackupManifest::json))
                .put("seal", seal)
                .put("objects", objects)
                .put("missing", array(missing, JsonString::new))
                .put("external", array(external, JsonString::new))
                .build());
    }

    /** Reads {@link #bytes()} back. */
    public static BackupManifest parse(byte[] bytes) throws InvalidManifestException {
        try {
            JsonObject json = StrictJson.parse(bytes)
                    .asObject()
                    .requireExactly(
                            "format",
                            "takenAt",
                            "migrations",
                            "logs",
                            "stored",
                            "closed",
                            "tables",
                            "sequences",
                            "files",
                            "seal",
                            "objects",
                            "missing",
                            "external");
            if (!json.text("format").equals(FORMAT)) {
                throw new InvalidManifestException("it is of another format than " + FORMAT);
            }
            BackupManifest manifest = new BackupManifest(
                    Timestamps.parse(json.text("takenAt")),
                    list(json.array("migrations"), JsonValue::asText),
                    list(json.array("logs"), each -> log(each.asObject())),
                    list(json.array("stored"), each -> log(each.asObject())),
                    json.get("closed").asBoolean(),
                    list(json.array("tables"), each -> table(each.asObject())),
                    list(json.array("sequences"), each -> sequence(each.asObject())),
                    list(json.array("files"), each -> file(each.asObject())),
                    json.text("seal"),
                    json.number("objects"),
                    list(json.array("missing"), JsonValue::asText),
                    list(json.array("external"), JsonValue::asText));
            for (BackupFile.Role role : BackupFile.Role.values()) {
                if (role != BackupFile.Role.SEAL) {
                    manifest.file(role);
                }
            }
            return manifest;
        } catch (RuntimeException e) {
            // Whatever a reader or a record's own check objects to: it was not written by us.
            throw new InvalidManifestException("it is cut off or was altered");
        }
    }

    private static JsonObject json(LogHead log) {
        Bytes checkpoint = log.checkpoint();
        return JsonObject.builder()
                .put("origin", log.origin())
                .put("vkey", log.vkey())
                .put("size", log.size())
                .put(
                        "checkpoint",
                        checkpoint == null ? JsonNull.NULL : new JsonString(Base64Url.encode(checkpoint.toArray())))
                .build();
    }

    private static LogHead log(JsonObject json) {
        JsonValue checkpoint = json.get("checkpoint");
        @Nullable Bytes note = checkpoint.isNull() ? null : Bytes.of(Base64Url.decode(checkpoint.asText()));
        return new LogHead(json.text("origin"), json.text("vkey"), json.number("size"), note);
    }

    private static JsonObject json(CopiedTable copied) {
        return JsonObject.builder()
                .put("schema", copied.table().schema())
                .put("name", copied.table().name())
                .put("columns", array(copied.table().columns(), JsonString::new))
                .put("rows", copied.rows())
                .build();
    }

    private static CopiedTable table(JsonObject json) {
        return new CopiedTable(
                new TableShape(json.text("schema"), json.text("name"), list(json.array("columns"), JsonValue::asText)),
                json.number("rows"));
    }

    private static JsonObject json(SequenceValue sequence) {
        return JsonObject.builder()
                .put("schema", sequence.schema())
                .put("name", sequence.name())
                .put("last", sequence.last())
                .build();
    }

    private static SequenceValue sequence(JsonObject json) {
        return new SequenceValue(json.text("schema"), json.text("name"), json.number("last"));
    }

    private static JsonObject json(BackupFile file) {
        return JsonObject.builder()
                .put("role", file.role().name())
                .put("name", file.name())
                .put("length", file.length())
                .put("sha256", file.sha256().base64Url())
                .build();
    }

    private static BackupFile file(JsonObject json) {
        return new BackupFile(
                BackupFile.Role.valueOf(json.text("role")),
                json.text("name"),
                json.number("length"),
                Digest.sha256(Base64Url.decode(json.text("sha256"))));
    }

    private static <T> JsonArray array(List<T> values, Function<? super T, ? extends JsonValue> json) {
        return new JsonArray(new ArrayList<>(values.stream().map(json).toList()));
    }

    private static <T> List<T> list(JsonArray array, Function<JsonValue, T> value) {
        return array.values().stream().map(value).toList();
    }
}
