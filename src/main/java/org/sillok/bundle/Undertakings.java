package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.bundle.core.Undertaken;
import org.sillok.bundle.db.DeliveryRows;
import org.sillok.kernel.BundleId;
import org.sillok.vault.Vault;

/** What a recipient is asked to undertake, as it was planned. Joins the transactions of the use cases. */
@ApplicationScoped
class Undertakings {
    private final DeliveryRows rows;
    private final Vault vault;

    Undertakings(DeliveryRows rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /** What goes with a bundle that was planned. */
    Undertaken of(BundleId id) {
        byte[] plan = rows.plan(id.value()).orElseThrow();
        PlanHead head = SealedPlan.ofBytes(plan).head(vault, vault.keysOf(id.value()));
        return new Undertaken(id, head.papers().undertakings(), head.cover().conditions());
    }
}
