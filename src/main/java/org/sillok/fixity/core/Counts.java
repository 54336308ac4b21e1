package org.sillok.fixity.core;

/**
 * What a round has come to so far.
 *
 * @param files whose copy in the evidence store was read
 * @param replicas whose copy in the replica was read
 * @param bytes that were read
 * @param failures copies that are missing or altered
 * @param unreadable copies that the store does not hand out although it answers
 * @param unnamed entries whose statements do not say which files they record, because they or their keys are damaged or
 *     gone
 */
public record Counts(long files, long replicas, long bytes, long failures, long unreadable, long unnamed) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** A copy of {@code length} bytes was read. */
    public Counts read(Copy copy, long length, boolean failed) {
        return new Counts(
                files + (copy == Copy.EVIDENCE ? 1 : 0),
                replicas + (copy == Copy.REPLICA ? 1 : 0),
                bytes + length,
                failures + (failed ? 1 : 0),
                unreadable,
                unnamed);
    }

    public Counts withUnreadable() {
        return new Counts(files, replicas, bytes, failures, unreadable + 1, unnamed);
    }

    public Counts withUnnamed(long entries) {
        return new Counts(files, replicas, bytes, failures, unreadable, unnamed + entries);
    }

    /** {@code INTACT} only if everything was read and nothing failed. */
    public String outcome() {
        if (failures > 0) {
            return "DAMAGED";
        }
        return unreadable + unnamed > 0 ? "INCOMPLETE" : "INTACT";
    }
}
