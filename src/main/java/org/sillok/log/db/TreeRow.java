package org.sillok.log.db;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Frontier;

/** One log as the database has it. {@code postQuantumVkey} is null only in a log from before there were such keys,
 * {@code signed} until a first checkpoint was signed. */
public record TreeRow(
        int log,
        String origin,
        String vkey,
        @Nullable String postQuantumVkey,
        long epoch,
        Frontier tree,
        @Nullable SignedHead signed) {
    /** The newest signed head: the note as it was released, and the peaks of its tree. */
    public record SignedHead(Frontier tree, Bytes note) {}
}
