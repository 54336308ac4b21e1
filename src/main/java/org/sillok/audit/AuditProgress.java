package org.sillok.audit;

/** Where an audit tells how far it is, and learns that it shall stop. */
public interface AuditProgress {
    /** Throws what ends the audit if it was cancelled. */
    void at(long done, long total);
}
