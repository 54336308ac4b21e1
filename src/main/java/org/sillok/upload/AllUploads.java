package org.sillok.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.sillok.identity.Scope;
import org.sillok.kernel.ObjectId;
import org.sillok.upload.db.UploadRow;
import org.sillok.upload.db.UploadRows;

/** The transactions over the uploads of all organisations: the service's own, asked for by nobody. */
@ApplicationScoped
class AllUploads {
    private final UploadRows rows;
    private final UploadLedger ledger;
    private final Scope scope;
    private final Clock clock;

    AllUploads(UploadRows rows, UploadLedger ledger, Scope scope, Clock clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * What {@link #expire} deleted.
     *
     * @param bytes that had arrived
     * @param objects those that nothing refers to any more
     */
    record Expired(int uploads, long bytes, Set<ObjectId> objects) {}

    /** Deletes some expired uploads. */
    @Transactional
    Expired expire(int limit) {
        scope.enterSystem();
        List<UploadRow> expired = rows.expired(clock.instant(), limit);
        return new Expired(
                expired.size(),
                expired.stream().mapToLong(UploadRow::position).sum(),
                ledger.delete(expired.stream().map(UploadRow::id).toList()));
    }

    @Transactional
    OpenUploads.Totals totals() {
        scope.enterSystem();
        UploadRows.Totals totals = rows.totals();
        return new OpenUploads.Totals(totals.uploads(), totals.bytes(), totals.firstExpiry());
    }

    /** Those of {@code objects} that some upload refers to. */
    @Transactional
    Set<ObjectId> referenced(Collection<ObjectId> objects) {
        scope.enterSystem();
        return rows.referenced(objects);
    }
}
