package org.sillok.fixity.core;

/**
 * How far the replica's copier is.
 *
 * @param mark what the replica is recognised by
 * @param next the entry of the log to look at next: what earlier ones record was copied, or is an incident
 * @param files copied so far
 */
public record ReplicaProgress(String mark, Spot next, long files, long bytes) {
    /** A replica that has nothing yet. */
    public static ReplicaProgress beginning(String mark) {
        return new ReplicaProgress(mark, Spot.BEGINNING, 0, 0);
    }

    public ReplicaProgress at(Spot spot) {
        return new ReplicaProgress(mark, spot, files, bytes);
    }

    public ReplicaProgress copied(long length) {
        return new ReplicaProgress(mark, next, files + 1, bytes + length);
    }
}
