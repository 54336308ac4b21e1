package org.sillok.log;

import java.util.HashMap;
import java.util.Map;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileReader;

/** What the store returned for each object when it was first asked for it: several looks at one moment, with one reading. */
final class ReadOnce implements TileReader {
    private final LogStore store;
    private final Map<String, byte[]> read = new HashMap<>();

    ReadOnce(LogStore store) {
        this.store = store;
    }

    byte[] read(String path) {
        return read.computeIfAbsent(path, store::read);
    }

    @Override
    public byte[] read(TileName.Hashes name) {
        return read.computeIfAbsent(name.path(), path -> store.read(name));
    }
}
