package org.sillok.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.request.core.HolderBasis;
import org.sillok.request.db.LineRows;
import org.sillok.terms.Outcome;

/**
 * What one holder has to approve, computed from its lines, and whether that is still what it had to approve before. An approval
 * that is void is never revived: when what is decided becomes again what it was, there is something new to approve, and the
 * same people may. It is void, too, if one of those who gave it signed with a key that counts no more.
 */
final class StandingBasis {
    private final @Nullable Digest before;
    private final HolderBasis same;
    private final HolderBasis anew;

    /**
     * Begins with no lines.
     *
     * @param before what it had to approve; null if nothing was decided yet, or it counts no more
     * @param past how many approvals of anything else there are
     * @param given how many of {@code before}, whether or not it counts
     */
    StandingBasis(RequestHead head, PartyId holder, @Nullable Digest before, int past, int given) {
        this.before = before;
        this.same = new HolderBasis(head.id(), head.revision(), holder, past);
        this.anew = new HolderBasis(head.id(), head.revision(), holder, past + given);
    }

    /** Adds the next line, if it was decided about. */
    void add(LineRows.Line line) {
        byte[] rests = line.basis();
        String outcome = line.outcome();
        if (rests != null && outcome != null) {
            for (HolderBasis basis : List.of(same, anew)) {
                basis.add(
                        HeldLines.version(line),
                        Digest.sha256(rests),
                        Outcome.valueOf(outcome),
                        line.available(),
                        line.refusal() != null);
            }
        }
    }

    int granted() {
        return same.granted();
    }

    /** What there is to approve; ends the adding. */
    Digest digest() {
        Digest unchanged = same.digest();
        return before != null && before.equals(unchanged) ? unchanged : anew.digest();
    }
}
