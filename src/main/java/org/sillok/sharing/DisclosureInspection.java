package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import org.sillok.sharing.db.StoredDisclosures;

/**
 * Shows disclosures exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is scoped to the
 * whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees it.
 */
@ApplicationScoped
public class DisclosureInspection {
    private final StoredDisclosures rows;

    DisclosureInspection(StoredDisclosures rows) {
        this.rows = rows;
    }

    /** Items of which something was disclosed more than a day ago, in their order, after {@code item}. */
    @Transactional(TxType.MANDATORY)
    public List<String> itemsAfter(String item, int limit) {
        return rows.itemsAfter(item, limit);
    }

    /** The disclosures of all versions of these items. One query however many there are. */
    @Transactional(TxType.MANDATORY)
    public List<StoredDisclosure> disclosures(Collection<String> items) {
        return rows.of(items).stream()
                .map(row -> new StoredDisclosure(
                        row.bundle(),
                        row.item(),
                        row.version(),
                        row.owner(),
                        row.request(),
                        row.recipient(),
                        row.counted(),
                        row.settled()))
                .toList();
    }
}
