package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sillok.bundle.core.Undertaken;
import org.sillok.bundle.db.BundleRows;
import org.sillok.kernel.BundleId;
import org.sillok.vault.KeyDestroyedException;
import org.sillok.vault.Vault;

/** What a recipient is asked to undertake, as it was planned. Joins the transactions of the use cases. */
@ApplicationScoped
class Undertakings {
    private final BundleRows rows;
    private final Vault vault;

    Undertakings(BundleRows rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /** What goes with a bundle; empty before it was planned and after it has ended. */
    Optional<Undertaken> of(BundleId id) {
        return rows.plan(id.value()).flatMap(plan -> opened(id, plan));
    }

    private Optional<Undertaken> opened(BundleId id, byte[] plan) {
        try {
            PlanHead head = SealedPlan.ofBytes(plan).head(vault, vault.keysOf(id.value()));
            return Optional.of(new Undertaken(
                    id, head.papers().undertakings(), head.cover().conditions()));
        } catch (KeyDestroyedException e) {
            // It ended between the two looks.
            return Optional.empty();
        }
    }
}
