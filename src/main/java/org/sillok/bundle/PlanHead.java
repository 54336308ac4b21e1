package org.sillok.bundle;

import java.time.LocalDate;
import java.util.Optional;
import org.sillok.bundle.core.BundlePlan;
import org.sillok.bundle.core.Completeness;
import org.sillok.bundle.core.Cover;
import org.sillok.bundle.core.Items;
import org.sillok.bundle.core.Papers;
import org.sillok.bundle.core.Proofs;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;

/** What a bundle says that belongs to no one item, but for the proofs, which are not known yet when it is planned. */
record PlanHead(
        LocalDate date,
        Optional<BundleId> replaces,
        Cover cover,
        Completeness completeness,
        Papers papers,
        Bytes verifyPage) {
    BundlePlan with(BundleId id, Items items, Proofs proofs) {
        return new BundlePlan(id, date, replaces, cover, completeness, items, papers, proofs, verifyPage);
    }

    @Override
    public String toString() {
        return "PlanHead";
    }
}
