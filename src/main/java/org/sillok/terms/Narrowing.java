package org.sillok.terms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a new version of what a source said is proved to permit no more than the version before: it then acts at once,
 * without a second person. Sound, not complete: {@link Narrower} is a proof, {@link NotProven} says only that this way of
 * proving did not succeed, clause by clause.
 *
 * <p>Proved is, for every question that can be asked of a consent: what the old version did not permit the new one does not;
 * where the old one did not even let anybody be asked the new one does not either, except that what was refused only
 * because it could never have been done may be asked for again; what the old one forbade or might have forbidden is so
 * still; and where both permit, the new one obliges to all that the old one obliged to. Three things are outside of it. Answers to consultations belong
 * to one version and are not compared. Disclosures have to be counted over all versions of an instrument. The permission
 * of one agreement can take the place of another's, and its prohibitions live with its window: for an agreement the proof
 * is about its own clauses only.
 */
public sealed interface Narrowing {
    /** The second permits no more than the first. */
    record Narrower() implements Narrowing {}

    /**
     * It may permit more.
     *
     * @param reasons why it was not proved; never empty
     */
    record NotProven(List<Doubt> reasons) implements Narrowing {
        public NotProven {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("at least one reason");
            }
        }
    }

    /**
     * What one version of an instrument says.
     *
     * @param scope the outer limit of its permissions; {@link Scope#EVERYTHING} if it has none
     * @param window when its permissions hold
     * @param reviewBy from when somebody has to be asked again; null if never
     */
    record Said(
            List<Clause> clauses,
            Scope scope,
            Window window,
            @Nullable Instant reviewBy) {
        public Said {
            clauses = List.copyOf(clauses);
        }

        /** What a consent says. */
        public static Said of(Consent consent) {
            return new Said(consent.clauses(), consent.scope(), consent.window(), consent.reviewBy());
        }
    }

    /** What was not proved. */
    enum DoubtCode {
        /** A permission of the new version lies in no permission of the old one. */
        PERMITS_MORE,
        /** A prohibition of the old version, or a clause that nobody could read, has no equal in the new one. */
        FORBIDS_LESS,
        /** What the old permission obliged to could be lost where it is about the same as a new one. */
        OBLIGES_TO_LESS,
        /** It holds before or after the old version did. */
        WINDOW,
        /** It is about more parts or kinds of material. */
        SCOPE,
        /** It has to be reviewed later, or never. */
        REVIEW_LATER
    }

    /**
     * One thing that was not proved.
     *
     * @param clause of the new version for {@code PERMITS_MORE}, of the old one for {@code FORBIDS_LESS} and {@code
     *     OBLIGES_TO_LESS}; null for what is about the whole
     * @param details the dimensions, conditions and duties that are in the way, by their codes, compared with the nearest
     *     clause; may be empty
     */
    record Doubt(DoubtCode code, @Nullable ClauseId clause, List<String> details) {
        public Doubt {
            details = List.copyOf(details);
        }
    }

    /** Compares two versions of one instrument. */
    static Narrowing of(Said before, Said after) {
        List<Doubt> doubts = new NarrowingProof(before, after).doubts();
        return doubts.isEmpty() ? new Narrower() : new NotProven(doubts);
    }
}
