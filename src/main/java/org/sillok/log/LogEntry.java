package org.sillok.log;

import org.sillok.kernel.Bytes;
import org.sillok.log.core.EntryBundle;

/**
 * What is to be logged: the leaf (hashed into the tree, given to auditors) and an opaque record that is kept beside it, so
 * that everything can be rebuilt without the database.
 */
public record LogEntry(Bytes leaf, Bytes record) {
    private static final int MAX_RECORD = 16 * 1024 * 1024;

    public LogEntry {
        if (leaf.length() == 0 || leaf.length() > EntryBundle.MAX_ENTRY || record.length() > MAX_RECORD) {
            throw new IllegalArgumentException("a leaf has 1 to 65535 bytes, a record at most 16 MiB");
        }
    }

    public LogEntry(byte[] leaf, byte[] record) {
        this(Bytes.of(leaf), Bytes.of(record));
    }
}
