package org.sillok.log;

import java.util.List;
import org.sillok.kernel.Bytes;

/** The copy of the newest checkpoint in the object store. */
record CheckpointCopy(LogStore store) implements ForeignHeads {
    @Override
    public String place() {
        return "checkpoint in the object store";
    }

    @Override
    public List<Bytes> notes() {
        return store.checkpointCopy().stream().toList();
    }
}
