package org.sillok.audit;

/** Counts what was checked. The total is an estimate until the end: the repository grows while it is audited. */
final class Tally {
    private final AuditProgress progress;
    private long total;
    private long done;
    long entries;
    long statements;
    long pending;
    long streams;
    long items;
    long files;
    long bytes;

    Tally(AuditProgress progress) {
        this.progress = progress;
    }

    AuditReport.Checked checked() {
        return new AuditReport.Checked(entries, statements, pending, streams, items, files, bytes);
    }

    void expect(long more) {
        total += more;
    }

    void did(long more) {
        done += more;
        progress.at(done, Math.max(done + 1, total));
    }
}
