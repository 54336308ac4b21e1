package org.sillok.backup;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sillok.backup.core.LogHead;
import org.sillok.backup.core.ObjectLine;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.Draft;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectExistsException;
import org.sillok.storage.ObjectInfo;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/**
 * Copies objects into a backup, those that it has already excepted, and lists all of them in the order of their names.
 * Memory does not grow with their number.
 */
final class ObjectsCopy {
    // A store that lacks more is not to be backed up but to be repaired.
    private static final int MOST_MISSING = 1_000;

    private final ObjectStore source;
    private final ObjectStore target;
    private final BackupProgress progress;
    private final long total;
    private final List<String> missing = new ArrayList<>();
    private long listed;
    private long copied;
    private long done;

    ObjectsCopy(ObjectStore source, ObjectStore target, BackupProgress progress, long total) {
        this.source = source;
        this.target = target;
        this.progress = progress;
        this.total = total;
    }

    List<String> missing() {
        return List.copyOf(missing);
    }

    long listed() {
        return listed;
    }

    long copied() {
        return copied;
    }

    /** A line of what is to be copied, see {@link #run}. */
    static String todo(String object, long length, Digest sha256) {
        return sha256.hex() + " " + length + " " + object + "\n";
    }

    /**
     * Copies what {@code content} lists and what belongs to the logs, and writes the list.
     *
     * @param content a file of {@link #todo} lines in the order of the names
     */
    void run(Path content, List<LogHead> logs, OutputStream list) throws IOException {
        Writer lines = new BufferedWriter(new OutputStreamWriter(list, StandardCharsets.US_ASCII));
        try (BufferedReader todo = Files.newBufferedReader(content, StandardCharsets.US_ASCII)) {
            for (String line = todo.readLine(); line != null; line = todo.readLine()) {
                String[] fields = line.split(" ", -1);
                Digest sha256 = Digest.sha256(HexFormat.of().parseHex(fields[0]));
                content(lines, ObjectName.of(new ObjectId(fields[2])), Long.parseLong(fields[1]), sha256);
                advance();
            }
        }
        logs(lines, logs);
        lines.flush();
    }

    private void advance() {
        done++;
        progress.at(done, Math.max(total, done));
    }

    private void content(Writer lines, ObjectName name, long length, Digest sha256) throws IOException {
        Optional<ObjectInfo> there = target.stat(name);
        if (there.isPresent() && there.get().length() != length) {
            target.discard(name);
        }
        if (there.isEmpty() || there.get().length() != length) {
            Optional<Digest> digest = copy(name, Optional.of(sha256));
            if (digest.isEmpty()) {
                lost(name);
                return;
            }
        }
        write(lines, new ObjectLine(sha256, name.value()));
    }

    private void logs(Writer lines, List<LogHead> logs) throws IOException {
        Map<String, LogScope> scopes = new HashMap<>();
        Map<String, Long> tiles = new HashMap<>();
        for (LogHead log : logs) {
            scopes.put(log.origin(), new LogScope(log));
        }
        try (Stream<ObjectName> names = source.list("log/")) {
            for (Iterator<ObjectName> each = names.iterator(); each.hasNext(); ) {
                ObjectName name = each.next();
                String origin = name.value().split("/", 3)[1];
                LogScope scope = scopes.get(origin);
                if (scope != null) {
                    String path = name.value().substring(scope.prefix().length());
                    if (scope.isNeeded(path)) {
                        logObject(lines, name);
                        tiles.merge(origin, LogScope.isTile(path) ? 1L : 0L, Long::sum);
                        advance();
                    }
                }
            }
        }
        scopes.forEach((origin, scope) -> {
            if (tiles.getOrDefault(origin, 0L) != scope.tiles()) {
                scope.eachTile(path -> {
                    ObjectName name = new ObjectName(scope.prefix() + path);
                    if (target.stat(name).isEmpty()) {
                        lost(name);
                    }
                });
            }
        });
    }

    /** No statement has their digests; what they are, the tree says, and whoever verifies or audits compares it. */
    private void logObject(Writer lines, ObjectName name) throws IOException {
        Optional<Digest> digest =
                target.stat(name).isPresent() ? Optional.of(digest(name)) : copy(name, Optional.empty());
        if (digest.isEmpty()) {
            lost(name);
        } else {
            write(lines, new ObjectLine(digest.get(), name.value()));
        }
    }

    private Digest digest(ObjectName name) throws IOException {
        DigestedOutput digested = new DigestedOutput(OutputStream.nullOutputStream());
        try (SeekableByteChannel in = target.open(name)) {
            Channels.newInputStream(in).transferTo(digested);
        }
        return digested.sha256();
    }

    /** The digest of what was copied; empty if the object is not there or not what it should be. */
    private Optional<Digest> copy(ObjectName name, Optional<Digest> expected) throws IOException {
        try (SeekableByteChannel in = source.open(name);
                Draft draft = target.draft(name)) {
            DigestedOutput digested = new DigestedOutput(draft.body());
            Channels.newInputStream(in).transferTo(digested);
            Digest digest = digested.sha256();
            if (expected.isPresent() && !expected.get().equals(digest)) {
                return Optional.empty();
            }
            draft.publish();
            copied++;
            return Optional.of(digest);
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        } catch (ObjectExistsException e) {
            throw new BackupException("Another backup is being written into this directory.", e);
        }
    }

    private void lost(ObjectName name) {
        missing.add(name.value());
        if (missing.size() > MOST_MISSING) {
            throw new BackupException("The object store lacks more than " + MOST_MISSING
                    + " recorded objects: run sillok audit and repair it first.");
        }
    }

    private void write(Writer lines, ObjectLine line) throws IOException {
        lines.write(line.text());
        lines.write('\n');
        listed++;
    }
}
