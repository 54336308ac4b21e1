package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import org.sillok.bundle.db.ErasedRows;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;

/**
 * Lets go of bundles in which something is that was erased: their time is over from that moment on, and {@link SealSweep} ends
 * them like any other whose time is over. What is being sealed decides again before it is sealed, and then fails. Joins
 * transactions in the system's scope.
 */
@ApplicationScoped
public class ErasedMaterial {
    private final ErasedRows rows;

    ErasedMaterial(ErasedRows rows) {
        this.rows = rows;
    }

    /** Nothing with this item in it is handed over any more, once the transaction has committed. */
    @Transactional(TxType.MANDATORY)
    public void expire(ItemId item, Instant at) {
        rows.over(item.value(), at);
    }

    /** Bundles with this item in them that have not ended yet. */
    @Transactional(TxType.MANDATORY)
    public List<BundleId> open(ItemId item) {
        return rows.open(item.value()).stream().map(BundleId::new).toList();
    }

    /** Those that have. */
    @Transactional(TxType.MANDATORY)
    public List<BundleId> ended(ItemId item) {
        return rows.ended(item.value()).stream().map(BundleId::new).toList();
    }
}
