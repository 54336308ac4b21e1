package org.sillok.bundle;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.terms.MaterialRef;

/**
 * Which version of which item is in a bundle.
 *
 * @param place where it stands in the list that the caller sees, from 0
 * @param numbered null for holders: a number tells how much there is of others, and their own are all theirs
 */
public record BundleLine(
        long place, MaterialRef version, @Nullable Numbered numbered) {
    /** Under which number, and whose it is. */
    public record Numbered(int number, PartyId holder) {}
}
