package org.sillok.terms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;

/**
 * What a source said, in the version that is in force.
 *
 * @param scope the outer limit of what its clauses permit; prohibitions are not limited by it
 * @param reviewBy from when it is stale and the source has to be asked again; null if never
 * @param majority for a person who was a minor; null if it does not matter
 */
public record Consent(
        InstrumentRef ref,
        SourceId source,
        ConsentState state,
        Window window,
        @Nullable Instant reviewBy,
        @Nullable Majority majority,
        Scope scope,
        List<Clause> clauses,
        List<Answer> answers)
        implements Instrument {
    public Consent {
        reviewBy = reviewBy == null ? null : Timestamps.truncate(reviewBy);
        clauses = List.copyOf(clauses);
        answers = List.copyOf(answers);
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
