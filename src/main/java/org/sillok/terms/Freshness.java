package org.sillok.terms;

import java.time.Instant;
import java.util.List;

/** Whether a consent has to be asked for again: its review is due, or the person has come of age since, or may have. */
record Freshness(Consent consent, Instant asOf) {
    Finding finding() {
        Instant review = consent.reviewBy();
        return Finding.all(List.of(
                review == null ? Finding.PERMITTED : before(review, ConditionCode.REVIEW_BY.name()), majority()));
    }

    private Finding majority() {
        Majority majority = consent.majority();
        if (majority == null || majority.reaffirmed()) {
            return Finding.PERMITTED;
        }
        Instant at = majority.at();
        // Nobody knows whether the day has come.
        return at == null ? stale("MAJORITY") : before(at, "MAJORITY");
    }

    private Finding before(Instant due, String what) {
        return asOf.isBefore(due) ? Finding.PERMITTED.during(Window.until(due)) : stale(what);
    }

    private Finding stale(String what) {
        return Finding.because(Outcome.CONSULT, ReasonCode.CONSENT_STALE, consent.ref(), what);
    }
}
