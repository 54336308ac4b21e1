package org.sillok.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.sillok.kernel.Bytes;

/**
 * The newest checkpoint that this machine signed, kept outside the data directory: what remains when the database and the
 * object store are both set back. Written before a checkpoint is released, so it is never behind the public.
 */
final class HighWaterMark {
    private final DurableFile file;

    HighWaterMark(Path folder, String origin) {
        this.file = new DurableFile(folder.resolve(origin + ".checkpoint"));
    }

    Optional<Bytes> read() {
        try {
            return file.read().map(Bytes::of);
        } catch (IOException e) {
            throw new UncheckedIOException("the high-water mark cannot be read", e);
        }
    }

    void raise(Bytes note) {
        try {
            file.write(note.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the high-water mark cannot be written", e);
        }
    }
}
