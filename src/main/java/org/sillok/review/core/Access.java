package org.sillok.review.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did, as far as a review needs it.
 *
 * @param event the type of the statement
 * @param basis what was attempted or done, as a fixed word
 * @param target the id of what it was about; null if there was none
 */
public record Access(
        Instant at,
        String user,
        String event,
        @Nullable String basis,
        @Nullable String target) {
    static final String VIEWED = "VIEWED";
    static final String SEARCHED = "SEARCHED";
    static final String DOWNLOADED = "DOWNLOADED";
    static final String DENIED = "DENIED";
    static final String ADMINISTERED = "ADMINISTERED";
    static final String IDENTITY_OPENED = "IDENTITY_OPENED";

    boolean is(String wanted) {
        return event.equals(wanted);
    }

    boolean is(String wanted, String wantedBasis) {
        return event.equals(wanted) && wantedBasis.equals(basis);
    }
}
