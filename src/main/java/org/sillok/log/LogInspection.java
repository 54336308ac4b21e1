package org.sillok.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.RecordBundle;
import org.sillok.log.db.StoredLogs;
import org.sillok.storage.ObjectStore;

/**
 * Shows every log exactly as it is stored, for whoever checks it. Reads from the database join the caller's
 * transaction, so that they can be of one moment. Nothing returned here has been verified.
 */
@ApplicationScoped
public class LogInspection {
    /** How many numbers one call of {@link #records} is about: a folder of the store. */
    public static final int GROUP = 1_000;

    private final StoredLogs rows;
    private final ObjectStore store;
    private final LogConfig config;

    public LogInspection(StoredLogs rows, ObjectStore store, LogConfig config) {
        this.rows = rows;
        this.store = store;
        this.config = config;
    }

    /** All logs of the installation, oldest first. */
    public List<StoredLog> logs() {
        return rows.all().stream()
                .map(row -> new StoredLog(
                        row.log(),
                        row.origin(),
                        row.vkey(),
                        row.postQuantumVkey(),
                        row.size(),
                        row.peaks(),
                        row.signedNote()))
                .toList();
    }

    /** Which leaf the database says has each number from {@code first} to before {@code end}. */
    public Map<Long, Digest> numbered(StoredLog log, long first, long end) {
        return rows.numbered(log.number(), first, end);
    }

    /** Where the database says these leaves are; those without a number are missing. */
    public Map<Digest, LogPlace> places(Collection<Digest> leafHashes) {
        Map<Digest, LogPlace> places = new HashMap<>();
        rows.places(leafHashes)
                .forEach((leafHash, place) -> places.put(leafHash, new LogPlace(place.log(), place.index())));
        return places;
    }

    /** Those of these leaves that wait to be put into a tree. */
    public Set<Digest> waiting(Collection<Digest> leafHashes) {
        return rows.waiting(leafHashes);
    }

    /** The bytes under a path below the log's prefix (a tile, a bundle, the checkpoint's copy), if there are any. */
    public Optional<Bytes> object(StoredLog log, String path) {
        return objects(log).find(path);
    }

    /** The copy of the newest checkpoint in the object store. */
    public Optional<Bytes> checkpointCopy(StoredLog log) {
        return objects(log).checkpointCopy();
    }

    /** The newest checkpoint that was signed on this machine: the one thing kept outside of database and store. */
    public Optional<Bytes> highWaterMark(StoredLog log) {
        return new HighWaterMark(config.highWaterMark(), log.origin()).read();
    }

    /** A stored run of records: those of the entries from {@code first} to before {@code end}. */
    public record Run(long first, long end) {
        /** Its path below the log's prefix. */
        public String path() {
            return RecordBundle.path(first, end);
        }
    }

    /** The runs of records that begin with a number of the {@code group}th thousand, in the order of their numbers. */
    public List<Run> records(StoredLog log, long group) {
        return objects(log).records(group);
    }

    private LogStore objects(StoredLog log) {
        return new LogStore(store, log.origin());
    }
}
