package org.sillok.terms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a consent has to be asked for again: its review is due, or the person has come of age since. */
record Freshness(Consent consent, Instant asOf) {
    Finding finding() {
        Finding finding = before(consent.reviewBy(), ConditionCode.REVIEW_BY.name());
        Majority majority = consent.majority();
        return majority == null || majority.reaffirmed()
                ? finding
                : Finding.all(List.of(finding, before(majority.at(), "MAJORITY")));
    }

    private Finding before(@Nullable Instant due, String what) {
        if (due == null) {
            return Finding.PERMITTED;
        }
        return asOf.isBefore(due)
                ? Finding.PERMITTED.during(Window.until(due))
                : Finding.because(Outcome.CONSULT, ReasonCode.CONSENT_STALE, consent.ref(), what);
    }
}
