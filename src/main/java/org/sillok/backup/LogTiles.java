package org.sillok.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileReader;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;

/** Reads the tiles of a log where a backup, or what it is of, has them. */
final class LogTiles {
    // Of a full bundle of the longest entries; what is longer is no object of a tree.
    private static final int MOST = TileName.FULL * (2 + EntryBundle.MAX_ENTRY);

    private LogTiles() {}

    static TileReader of(ObjectStore store, String origin) {
        return name -> bytes(store, new ObjectName(LogScope.prefix(origin) + name.path()));
    }

    /** What {@code first} lacks, or cannot read, {@code second} may have. */
    static TileReader either(TileReader first, TileReader second) {
        return name -> {
            try {
                return first.read(name);
            } catch (StorageException e) {
                try {
                    return second.read(name);
                } catch (NoSuchObjectException none) {
                    e.addSuppressed(none);
                    throw e;
                }
            }
        };
    }

    static byte[] bytes(ObjectStore store, ObjectName name) {
        try (SeekableByteChannel in = store.open(name)) {
            return Channels.newInputStream(in).readNBytes(MOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
