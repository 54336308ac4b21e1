package org.sillok.time;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.sillok.storage.ObjectInfo;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/** A revocation list in the archive: its length, and its bytes when somebody wants them. It is never held in memory. */
public final class ArchivedList {
    private final ObjectStore store;
    private final ObjectName name;
    private final long length;

    ArchivedList(ObjectStore store, ObjectName name, ObjectInfo info) {
        this.store = store;
        this.name = name;
        this.length = info.length();
    }

    public long length() {
        return length;
    }

    /** Copies the list as it is archived, DER. */
    public void copyTo(OutputStream to) throws IOException {
        try (InputStream from = Channels.newInputStream(store.open(name))) {
            from.transferTo(to);
        }
    }
}
