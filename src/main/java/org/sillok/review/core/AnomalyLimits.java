package org.sillok.review.core;

import java.util.stream.IntStream;

/** From how much on something is out of the ordinary; each at least one. */
public record AnomalyLimits(
        int denialsAnHour,
        int deniedThingsAnHour,
        int stepUpsRefusedAnHour,
        int downloadsADay,
        int viewsADay,
        int searchesAnHour,
        int identitiesOpenedADay,
        int tokensIssuedADay,
        int unusualDay,
        int unusualFactor) {
    public AnomalyLimits {
        if (IntStream.of(
                        denialsAnHour,
                        deniedThingsAnHour,
                        stepUpsRefusedAnHour,
                        downloadsADay,
                        viewsADay,
                        searchesAnHour,
                        identitiesOpenedADay,
                        tokensIssuedADay,
                        unusualDay,
                        unusualFactor)
                .anyMatch(limit -> limit < 1)) {
            throw new IllegalArgumentException("limits of at least 1");
        }
    }
}
