package org.sillok.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileReader;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/** One log's objects, all below {@code log/<origin>/}. */
final class LogStore implements TileReader {
    private static final String CHECKPOINT = "checkpoint";

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
        try (SeekableByteChannel channel = store.open(name(path))) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
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
        return read(name.path());
    }

    Optional<Bytes> find(String path) {
        try {
            return Optional.of(Bytes.of(read(path)));
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        }
    }

    /** The copy of the newest checkpoint, for whoever has only the store. */
    Optional<Bytes> checkpointCopy() {
        return find(CHECKPOINT);
    }

    void replaceCheckpointCopy(Bytes note) {
        store.replacePointer(name(CHECKPOINT), note.toArray());
    }

    private ObjectName name(String path) {
        return new ObjectName(prefix + path);
    }
}
