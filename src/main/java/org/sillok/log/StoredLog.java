package org.sillok.log;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/**
 * One log as the database has it: nothing here has been checked.
 *
 * @param number orders the logs of an installation in time
 * @param postQuantumVkey null only in a log from before there were such keys
 * @param size how many entries the tree is said to have
 * @param peaks the perfect subtrees of that size, as they are stored
 * @param signedNote the newest checkpoint as it was released, or null before the first
 */
public record StoredLog(
        int number,
        String origin,
        String vkey,
        @Nullable String postQuantumVkey,
        long size,
        Bytes peaks,
        @Nullable Bytes signedNote) {}
