package org.sillok.succession;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.SuccessionId;
import org.sillok.kernel.UserId;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.core.Text;

/**
 * A succession as those see it whom it concerns.
 *
 * @param certificate SHA-256 of the certificate for which the package is encrypted
 * @param rejection why it was called off
 * @param job that works on it, or did last
 * @param packed what was written; null while nothing is
 */
public record SeenSuccession(
        SuccessionId id,
        PartyId owner,
        PartyId successor,
        PartyKeyId key,
        Digest certificate,
        SuccessionState state,
        Text reason,
        @Nullable Text rejection,
        Step proposed,
        @Nullable Signed agreed,
        @Nullable Step confirmed,
        @Nullable Signed accepted,
        @Nullable Step rejected,
        @Nullable String job,
        @Nullable Packed packed,
        @Nullable Instant handedOverAt,
        @Nullable Digest statement) {
    /** Who did something, and when. */
    public record Step(Instant at, UserId by) {}

    /** The same, with a party's signature. */
    public record Signed(Step step, PartyKeyId key, Bytes signature) {}

    /**
     * What was written.
     *
     * @param holdings SHA-256 of {@code tagmanifest-sha512.txt} of the archive of the holdings
     * @param withheld items that stay, each with its reason; none for who may not know of all of them, and at most as many as are shown
     */
    public record Packed(
            int items, int withheldItems, Digest holdings, Digest protectedPart, Instant at, List<Withheld> withheld) {
        public Packed {
            withheld = List.copyOf(withheld);
        }
    }

    /** An item that stays. */
    public record Withheld(String item, String reason) {}
}
