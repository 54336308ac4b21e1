package org.sillok.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.RecordBundle;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileReader;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageUnavailableException;

/** One log's objects, all below {@code log/<origin>/}. */
final class LogStore implements TileReader {
    private static final String CHECKPOINT = "checkpoint";
    private static final String HOLD = "hold";
    private static final Pattern RUN = Pattern.compile("([0-9]{3})-([0-9]{1,18})");

    // What the store returns is not trusted, so its length does not decide how much memory is used. The largest object
    // is a run of records: about 32 MiB, and one record more.
    private static final int MAX_OBJECT = 64 * 1024 * 1024;
    // Others raise it, too, but each only a few times while one request is made.
    private static final int RAISES = 10;
    private static final int MAX_TILE = TileName.FULL * 32;

    private final ObjectStore store;
    private final String prefix;

    LogStore(ObjectStore store, String origin) {
        this.store = store;
        this.prefix = "log/" + origin + "/";
    }

    /** Writes what never changes. Repetition is harmless; other bytes under the same name are a conflict. */
    void put(String path, byte[] bytes) {
        store.put(name(path), bytes);
    }

    byte[] read(String path) {
        return read(path, MAX_OBJECT);
    }

    private byte[] read(String path, int atMost) {
        try (SeekableByteChannel channel = store.open(name(path))) {
            if (channel.size() > atMost) {
                throw new DamagedTreeException("the object " + path + " is too large to be what its name says");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full
            }
            if (bytes.hasRemaining()) {
                throw new IOException("the object " + path + " ended early");
            }
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] read(TileName.Hashes name) {
        return read(name.path(), MAX_TILE);
    }

    Optional<Bytes> find(String path) {
        try {
            return Optional.of(Bytes.of(read(path)));
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        }
    }

    /** The entries of a bundle, or as many of a wider one that replaced it; empty if there is neither. */
    Optional<List<Bytes>> entries(TileName.Entries name) {
        return bundle(name).map(stored -> {
            try {
                return EntryBundle.parse(stored.width(), read(stored.path()))
                        .entries()
                        .subList(0, name.width());
            } catch (InvalidEntryException e) {
                throw new DamagedTreeException("the object " + stored.path() + " is malformed", e);
            }
        });
    }

    private Optional<TileName.Entries> bundle(TileName.Entries name) {
        if (exists(name.path())) {
            return Optional.of(name);
        }
        TileName.Entries full = new TileName.Entries(name.index(), TileName.FULL);
        if (exists(full.path())) {
            return Optional.of(full);
        }
        try (Stream<String> paths = list(full.path() + ".p/")) {
            return paths.map(TileName::parse)
                    .flatMap(Optional::stream)
                    .filter(TileName.Entries.class::isInstance)
                    .map(TileName.Entries.class::cast)
                    .filter(wider -> wider.width() > name.width())
                    .findFirst();
        }
    }

    private boolean exists(String path) {
        return store.stat(name(path)).isPresent();
    }

    /** The copy of the newest checkpoint, for whoever has only the store. */
    Optional<Bytes> checkpointCopy() {
        return find(CHECKPOINT);
    }

    /**
     * Makes the copy at least as large as {@code signed}. A leader that was paused in here, and wakes when another has
     * written a larger one, finds that the copy is not what it saw.
     */
    void raiseCheckpointCopy(SignedCheckpoint signed, LogIdentity log) {
        raiseCheckpointCopy(signed, note -> log.verified(note).map(SignedCheckpoint::checkpoint));
    }

    /** {@code verified}: the checkpoint in a note, if this log signed it. */
    void raiseCheckpointCopy(SignedCheckpoint signed, Function<Bytes, Optional<Checkpoint>> verified) {
        for (int attempt = 0; attempt < RAISES; attempt++) {
            Optional<Bytes> seen = checkpointCopy();
            boolean raised = seen.flatMap(verified)
                    .filter(copy -> copy.size() >= signed.checkpoint().size())
                    .isPresent();
            if (raised
                    || store.replacePointer(
                            name(CHECKPOINT), seen, signed.note().toArray())) {
                return;
            }
        }
        throw new StorageUnavailableException("the copy of the checkpoint is never what was just read");
    }

    /** Has every guard refuse, wherever this store goes. Stays. */
    void hold() {
        put(HOLD, "The log signed more than was restored here.\n".getBytes(StandardCharsets.US_ASCII));
    }

    boolean isHeld() {
        return exists(HOLD);
    }

    /** Whether anything of a tree is here. */
    boolean hasTiles() {
        try (Stream<String> paths = list("tile/")) {
            return paths.findAny().isPresent();
        }
    }

    /** The paths below {@code folder}, in the order of their characters. */
    Stream<String> list(String folder) {
        return store.list(prefix + folder).map(name -> name.value().substring(prefix.length()));
    }

    /** The runs of records that begin with a number of the {@code group}th thousand, in the order of their numbers. */
    List<LogInspection.Run> records(long group) {
        long first = group * LogInspection.GROUP;
        String path = RecordBundle.path(first, first);
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        try (Stream<String> paths = list(folder)) {
            return paths.map(each -> each.substring(folder.length()))
                    // Folders of larger numbers begin with an x, which comes after every digit.
                    .takeWhile(name -> name.charAt(0) <= '9')
                    .map(RUN::matcher)
                    .filter(Matcher::matches)
                    .map(form ->
                            new LogInspection.Run(first + Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
                    .sorted(Comparator.comparingLong(LogInspection.Run::first)
                            .thenComparingLong(LogInspection.Run::end))
                    .toList();
        }
    }

    /** Where the longest run of records ends that begins with the entry {@code first}. */
    Optional<Long> recordsFrom(long first) {
        return records(first / LogInspection.GROUP).stream()
                .filter(run -> run.first() == first)
                .map(LogInspection.Run::end)
                .max(Comparator.naturalOrder());
    }

    private ObjectName name(String path) {
        return new ObjectName(prefix + path);
    }
}
