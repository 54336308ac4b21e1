package org.sillok.vault;

/** What the database may still have of a key that was destroyed. Names are stored: never rename. */
public enum Remains {
    /** A transaction that began before looks back further: the table still has the deleted row. Comes to an end. */
    OLD_ROWS,
    /** The eraser may not see how far transactions look back (role {@code pg_read_all_stats}): rows may be left. */
    ROWS_UNKNOWN,
    /** The eraser may not end a file of the write-ahead log: it goes in its own time. */
    LOG_FILES,
    /** The eraser may not make a checkpoint: files go with the server's own next ones. */
    CHECKPOINT;

    /** Whether asking again later helps without anybody's doing something about it. */
    public boolean passes() {
        return this == OLD_ROWS;
    }
}
