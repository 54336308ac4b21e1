package org.sillok.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.ConsistencyProof;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.InvalidProofException;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileReader;
import org.sillok.log.core.TileTree;
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
    private static TileReader either(TileReader first, TileReader second) {
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

    /**
     * The tree of {@code head} continues that of {@code old}. What one place lacks, or has damaged, the other may have: the proof
     * holds wherever its nodes come from.
     *
     * @throws InvalidProofException if it does not, as far as can be seen from these tiles
     */
    static void requireContinued(Checkpoint old, Checkpoint head, TileReader one, TileReader other)
            throws InvalidProofException {
        try {
            verify(old, head, either(one, other));
        } catch (InvalidProofException | DamagedTreeException e) {
            try {
                verify(old, head, either(other, one));
            } catch (DamagedTreeException damaged) {
                throw new InvalidProofException("the tree is damaged");
            }
        }
    }

    private static void verify(Checkpoint old, Checkpoint head, TileReader tiles) throws InvalidProofException {
        ConsistencyProof.of(old.size(), head.size(), new TileTree(head.size(), tiles))
                .verify(old.root(), head.root());
    }

    static byte[] bytes(ObjectStore store, ObjectName name) {
        try (SeekableByteChannel in = store.open(name)) {
            return Channels.newInputStream(in).readNBytes(MOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
