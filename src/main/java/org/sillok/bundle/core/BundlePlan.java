package org.sillok.bundle.core;

import java.time.LocalDate;
import java.util.Optional;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;

/**
 * Everything about a bundle but its contents. The same plan and the same contents make the same bytes.
 *
 * @param date the day on which it was decided; nothing in the bundle is taken from a clock
 * @param replaces the bundle that this one takes the place of
 * @param verifyPage the text of {@code VERIFY.md}
 */
public record BundlePlan(
        BundleId id,
        LocalDate date,
        Optional<BundleId> replaces,
        Cover cover,
        Completeness completeness,
        Items items,
        Papers papers,
        Proofs proofs,
        Bytes verifyPage) {
    public BundlePlan {
        if (items.count() < 0 || items.count() > Items.MAX_COUNT) {
            throw new IllegalArgumentException("at most " + Items.MAX_COUNT + " items");
        }
        if (date.getYear() < 1000 || date.getYear() > 9999) {
            throw new IllegalArgumentException("a year of four digits");
        }
    }
}
