package org.sillok.fixity.core;

/**
 * How far the replica's copier is.
 *
 * @param next the entry of the log to look at next: what earlier ones record was copied, or is an incident
 * @param files copied so far
 */
public record ReplicaProgress(Spot next, long files, long bytes) {
    public static final ReplicaProgress NONE = new ReplicaProgress(Spot.BEGINNING, 0, 0);

    public ReplicaProgress at(Spot spot) {
        return new ReplicaProgress(spot, files, bytes);
    }

    public ReplicaProgress copied(long length) {
        return new ReplicaProgress(next, files + 1, bytes + length);
    }
}
