package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.sharing.db.StoredTreatments;
import org.sillok.sharing.db.TreatmentRow;

/**
 * Shows treatments exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is scoped to the
 * whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees it.
 */
@ApplicationScoped
public class TreatmentInspection {
    private final StoredTreatments rows;

    TreatmentInspection(StoredTreatments rows) {
        this.rows = rows;
    }

    /** Items with treatments, in their order, after {@code item}. */
    @Transactional(TxType.MANDATORY)
    public List<String> itemsAfter(String item, int limit) {
        return rows.itemsAfter(item, limit);
    }

    /** The treatments of all versions of these items. One query however many there are. */
    @Transactional(TxType.MANDATORY)
    public List<StoredTreatment> treatments(Collection<String> items) {
        return rows.of(items).stream().map(TreatmentInspection::stored).toList();
    }

    private static StoredTreatment stored(TreatmentRow row) {
        return new StoredTreatment(
                row.id,
                row.ownerParty,
                row.item,
                row.version,
                List.of(row.transformations),
                new StoredTreatment.Step(row.proposedAt, row.proposedBy),
                step(row.approvedAt, row.approvedBy),
                step(row.revokedAt, row.revokedBy));
    }

    /** The database sees to it that there is both or neither. */
    private static StoredTreatment.@Nullable Step step(@Nullable Instant at, @Nullable String by) {
        return at == null || by == null ? null : new StoredTreatment.Step(at, by);
    }
}
