package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import org.sillok.hold.db.StoredHolds;

/**
 * Shows holds on items exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is scoped to
 * the whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees it.
 */
@ApplicationScoped
public class HoldInspection {
    private final StoredHolds rows;

    HoldInspection(StoredHolds rows) {
        this.rows = rows;
    }

    /** Items with a hold that was placed more than a day ago, in their order, after {@code item}. */
    @Transactional(TxType.MANDATORY)
    public List<String> itemsAfter(String item, int limit) {
        return rows.itemsAfter(item, limit);
    }

    /** The holds that were placed on these items. One query however many there are. */
    @Transactional(TxType.MANDATORY)
    public List<StoredHold> holds(Collection<String> items) {
        return rows.of(items).stream()
                .map(row -> new StoredHold(
                        row.item(),
                        row.hold(),
                        row.owner(),
                        row.kind(),
                        row.until(),
                        row.lifted(),
                        row.settled(),
                        row.ended()))
                .toList();
    }
}
