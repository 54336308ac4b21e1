package org.sillok.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.FactType;
import org.sillok.terms.Subject;

/** Which facts a list shows; null does not limit. */
public record FactFilter(
        @Nullable Subject subject,
        @Nullable FactType type,
        @Nullable Instant at) {}
