package org.sillok.backup.core;

/** A table and how many of its rows a backup holds. */
public record CopiedTable(TableShape table, long rows) {
    public CopiedTable {
        if (rows < 0) {
            throw new IllegalArgumentException("a negative number of rows");
        }
    }
}
