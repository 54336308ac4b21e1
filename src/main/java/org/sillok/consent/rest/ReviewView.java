package org.sillok.consent.rest;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.consent.ComingReview;
import org.sillok.consent.core.Due;

/** A consent that somebody should be asked about again. */
@Schema(name = "ComingReview")
public record ReviewView(
        String consent,
        String source,

        @Schema(description = "Why, and when; earliest first")
        List<Reason> dues) {
    /** One reason. */
    @Schema(name = "ReviewReason")
    public record Reason(Due.Reason reason, Instant at) {}

    static ReviewView of(ComingReview review) {
        return new ReviewView(
                review.consent().value(),
                review.source().value(),
                review.dues().stream()
                        .map(due -> new Reason(due.reason(), due.at()))
                        .toList());
    }
}
