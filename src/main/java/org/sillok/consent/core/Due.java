package org.sillok.consent.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why somebody should be asked again, and when. */
public record Due(Reason reason, Instant at) {
    /** What comes. */
    public enum Reason {
        REVIEW,
        END,
        MAJORITY
    }

    /** All that is to come of a version, earliest first. */
    public static List<Due> of(ConsentContent content, Standing standing) {
        List<Due> dues = new ArrayList<>();
        Instant review = content.reviewBy();
        if (review != null) {
            dues.add(new Due(Reason.REVIEW, review));
        }
        Instant until = content.window().until();
        if (until != null) {
            dues.add(new Due(Reason.END, until));
        }
        Minority minority = content.minority();
        if (minority != null) {
            Instant majority = minority.majorityAt();
            if (majority != null && !standing.affirmedSince(majority)) {
                dues.add(new Due(Reason.MAJORITY, majority));
            }
        }
        dues.sort(Comparator.comparing(Due::at).thenComparing(Due::reason));
        return dues;
    }

    /** The earliest, if anything is to come and the consent is in force. */
    public static Optional<Due> first(ConsentContent content, Standing standing) {
        return standing.permits() ? of(content, standing).stream().findFirst() : Optional.empty();
    }

    /** Whether something of it has come. */
    public static boolean lapsed(ConsentContent content, Standing standing, Instant now) {
        Minority minority = content.minority();
        boolean unknownMajority = minority != null && minority.majorityAt() == null;
        return unknownMajority || of(content, standing).stream().anyMatch(due -> !now.isBefore(due.at()));
    }
}
