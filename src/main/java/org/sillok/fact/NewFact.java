package org.sillok.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.fact.core.FactDetails;
import org.sillok.terms.FactType;
import org.sillok.terms.Subject;

/**
 * What a custodian records.
 *
 * @param from null for now
 */
public record NewFact(
        Subject subject,
        FactType type,
        boolean value,
        @Nullable Instant from,
        Instant until,
        FactDetails details) {}
