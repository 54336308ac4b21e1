package org.sillok.monitor;

import java.util.Arrays;
import java.util.Optional;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Note;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileReader;

/** Where a log's files are read, by their C2SP paths. What is read proves nothing until it was verified. */
interface LogSource {
    String CHECKPOINT = "checkpoint";

    int LONGEST_NOTE = Note.MAX_BYTES;
    int LONGEST_TILE = TileName.FULL * 32;

    /** A failure within code that knows nothing of sources. */
    final class FailedReadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient SourceException failure;

        FailedReadException(SourceException failure) {
            super(failure);
            this.failure = failure;
        }

        SourceException failure() {
            return failure;
        }
    }

    /** Reads a file of at most {@code limit} bytes. */
    Bytes read(String path, int limit) throws SourceException;

    /** The same; empty if there is no such file. */
    default Optional<Bytes> find(String path, int limit) throws SourceException {
        try {
            return Optional.of(read(path, limit));
        } catch (SourceException e) {
            if (e.kind() == SourceException.Kind.MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A tile as bytes: the partial one, or its beginning in the full one by which it may have been replaced. */
    default byte[] tile(TileName.Hashes name) throws SourceException {
        try {
            return read(name.path(), LONGEST_TILE).toArray();
        } catch (SourceException e) {
            if (e.kind() != SourceException.Kind.MISSING || name.width() == TileName.FULL) {
                throw e;
            }
            TileName full = new TileName.Hashes(name.level(), name.index(), TileName.FULL);
            byte[] bytes = read(full.path(), LONGEST_TILE).toArray();
            return bytes.length == LONGEST_TILE ? Arrays.copyOf(bytes, name.width() * 32) : bytes;
        }
    }

    /** The tiles for the log's pure rules; throws {@link FailedReadException}. */
    default TileReader tiles() {
        return name -> {
            try {
                return tile(name);
            } catch (SourceException e) {
                throw new FailedReadException(e);
            }
        };
    }
}
