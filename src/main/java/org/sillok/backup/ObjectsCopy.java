package org.sillok.backup;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sillok.backup.core.LogHead;
import org.sillok.backup.core.ObjectLine;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/**
 * Copies objects into a backup, those that it has already excepted, and lists all of them in the order of their names. It
 * goes by what must be there, not by what the source still has: what the source has lost, the backup keeps. Memory does not
 * grow with the number of objects.
 */
final class ObjectsCopy {
    // A store that lacks more is not to be backed up but to be repaired.
    private static final int MOST_MISSING = 1_000;

    private final ObjectStore source;
    private final ObjectStore target;
    private final ObjectTransfer transfer;
    private final Optional<ObjectList> earlier;
    private final BackupProgress progress;
    private final Writer lines;
    private final Set<String> missing = new LinkedHashSet<>();
    private long total;
    private long listed;
    private long done;

    /**
     * Copies from {@code source} to {@code target}.
     *
     * @param earlier the authentic list of the backup that the target has already
     * @param list takes the new list
     */
    ObjectsCopy(
            ObjectStore source,
            ObjectStore target,
            Optional<ObjectList> earlier,
            BackupProgress progress,
            OutputStream list) {
        this.source = source;
        this.target = target;
        this.transfer = new ObjectTransfer(source, target);
        this.earlier = earlier;
        this.progress = progress;
        this.lines = new BufferedWriter(new OutputStreamWriter(list, StandardCharsets.US_ASCII));
    }

    /** What neither the source nor the target has as it should be. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    long listed() {
        return listed;
    }

    long copied() {
        return transfer.copied();
    }

    /** A line of what is to be copied, see {@link #content}. */
    static String todo(String object, long length, Digest sha256) {
        return sha256.hex() + " " + length + " " + object + "\n";
    }

    /**
     * Copies the bytes of files; first.
     *
     * @param content a file of {@link #todo} lines in the order of the names
     * @param total about how many objects there are, those of the logs included
     */
    void content(Path content, long total) throws IOException {
        this.total = total;
        try (BufferedReader todo = Files.newBufferedReader(content, StandardCharsets.US_ASCII)) {
            for (String line = todo.readLine(); line != null; line = todo.readLine()) {
                String[] fields = line.split(" ", -1);
                bring(
                        ObjectName.of(new ObjectId(fields[2])),
                        Optional.of(Digest.sha256(HexFormat.of().parseHex(fields[0]))));
            }
        }
        lines.flush();
    }

    /** Copies what belongs to the logs, and reads it again as the trees that it should be; last. */
    void logs(List<LogHead> logs) throws IOException {
        List<LogScope> scopes = logs.stream()
                .map(LogScope::new)
                .sorted(Comparator.comparing(LogScope::prefix))
                .toList();
        for (LogScope scope : scopes) {
            log(scope);
        }
        lines.flush();
    }

    private void log(LogScope scope) throws IOException {
        RecordRuns records = new RecordRuns();
        Set<String> rescued = new HashSet<>();
        long[] tiles = new long[1];
        new LogObjects(source, earlier, scope).each((path, name, known, stored) -> {
            if (bring(name, known)) {
                LogScope.addRecords(path, records);
                if (LogScope.isTile(path)) {
                    tiles[0]++;
                    if (!stored) {
                        rescued.add(path);
                    }
                }
            }
        });
        if (tiles[0] != scope.tiles()) {
            // Something that lies in the target and that nobody vouches for is not there.
            scope.eachTile(path -> {
                ObjectName name = new ObjectName(scope.prefix() + path);
                if (source.stat(name).isEmpty() && !rescued.contains(path)) {
                    lost(name.value());
                }
            });
        }
        OptionalLong gap = records.gap(scope.head().size());
        if (gap.isPresent()) {
            lost(scope.recordsFrom(gap.getAsLong()));
        }
        new CopiedLog(target, scope, this::lost).check(this::advance);
    }

    private boolean bring(ObjectName name, Optional<Digest> known) throws IOException {
        Optional<Digest> digest = transfer.bring(name, known);
        if (digest.isPresent()) {
            lines.write(new ObjectLine(digest.get(), name.value()).text());
            lines.write('\n');
            listed++;
        } else {
            lost(name.value());
        }
        advance();
        return digest.isPresent();
    }

    // Never "all of it": whoever hears that writes it down at once, and here is always something left.
    private void advance() {
        done++;
        progress.at(done, Math.max(total, done + 1));
    }

    private void lost(String name) {
        missing.add(name);
        if (missing.size() > MOST_MISSING) {
            throw new BackupException("The object store lacks more than " + MOST_MISSING
                    + " recorded objects: run sillok audit and repair it first.");
        }
    }
}
