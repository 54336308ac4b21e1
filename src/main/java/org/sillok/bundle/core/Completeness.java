package org.sillok.bundle.core;

import java.util.List;
import org.sillok.kernel.Digest;

/**
 * What the bundle says about what is not in it.
 *
 * @param commitment salted digest over the full list of what was asked for; salt and list stay with the repository
 */
public record Completeness(Status status, List<Withheld> withheld, Digest commitment) {
    /** What the recipient may conclude from the list. Names are in bundles: never rename. */
    public enum Status {
        /** Everything that was asked for is here. */
        COMPLETE,
        /** All that is missing is listed. */
        WITHHELD_LISTED,
        /** A term forbids to say whether there is more. */
        EXISTENCE_NOT_CONFIRMED
    }

    public Completeness {
        withheld = List.copyOf(withheld);
        if ((status == Status.WITHHELD_LISTED) == withheld.isEmpty()) {
            throw new IllegalArgumentException("what is withheld is listed exactly if the status says so");
        }
        if (commitment.algorithm() != Digest.Algorithm.SHA_256) {
            throw new IllegalArgumentException("the commitment is a SHA-256");
        }
    }
}
