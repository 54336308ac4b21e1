package org.sillok.review.rest;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.review.AccessReview;
import org.sillok.review.core.PersonAccess;

/** A review of one organisation as it is shown. */
@Schema(name = "AccessReview")
public record AccessReviewView(
        String party,
        Instant from,
        Instant until,

        @Schema(description = "How many statements it sums up")
        long statements,

        @Schema(description = "How many of them cannot be read any more")
        long unreadable,

        List<Person> people) {
    /** What one person did. */
    @Schema(name = "PersonAccess")
    public record Person(
            String user,
            Instant first,
            Instant last,

            @Schema(description = "How many statements of each type")
            SortedMap<String, Integer> events,

            @Schema(description = "How many different things were looked at")
            int viewed,

            @Schema(description = "How many different items and bundles were downloaded")
            int downloaded) {
        static Person of(PersonAccess person) {
            return new Person(
                    person.user(),
                    person.first(),
                    person.last(),
                    person.events(),
                    person.viewed(),
                    person.downloaded());
        }
    }

    static AccessReviewView of(AccessReview review) {
        return new AccessReviewView(
                review.party().value(),
                review.period().from(),
                review.period().until(),
                review.statements(),
                review.unreadable(),
                review.people().stream().map(Person::of).toList());
    }
}
