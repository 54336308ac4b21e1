package org.sillok.fact.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.FactId;
import org.sillok.kernel.UserId;
import org.sillok.terms.Fact;
import org.sillok.terms.FactType;
import org.sillok.terms.Subject;
import org.sillok.terms.Window;

/** A judgement with who recorded it and what became of it. */
public record RecordedFact(
        FactId id,
        Subject subject,
        FactType type,
        boolean value,
        Window window,
        FactDetails details,
        Step recorded,
        @Nullable Step confirmed,
        @Nullable Withdrawal withdrawn) {

    /** Who did something, and when. */
    public record Step(Instant at, UserId by) {}

    /** How a fact was taken back. Its text form does not show why. */
    public record Withdrawal(
            Step step, String reason, @Nullable Step confirmed) {
        @Override
        public String toString() {
            return "Withdrawal";
        }
    }

    /** Throws {@link IllegalArgumentException} for a fact that does not expire. */
    public RecordedFact {
        if (window.from() == null || window.until() == null) {
            throw new IllegalArgumentException("a fact has a beginning and an end");
        }
    }

    public FactState state() {
        return FactRules.state(
                FactRules.opens(type, value),
                confirmed != null,
                withdrawn != null,
                withdrawn != null && withdrawn.confirmed() != null);
    }

    /** As decisions take it. */
    public Fact toFact() {
        return new Fact(id.value(), subject, type, value, details.caseRef(), window);
    }
}
