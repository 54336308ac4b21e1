package org.sillok.backup;

/** Where a backup or a restore tells how far it is, and learns that it shall stop. */
public interface BackupProgress {
    /** Throws what ends the work if it was cancelled. */
    void at(long done, long total);
}
