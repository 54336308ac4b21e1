package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.db.PartyKeyRows;
import org.sillok.kernel.Bytes;

/**
 * Shows the keys of parties exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is
 * scoped to the whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees
 * it.
 */
@ApplicationScoped
public class PartyKeyInspection {
    private final PartyKeyRows rows;

    PartyKeyInspection(PartyKeyRows rows) {
        this.rows = rows;
    }

    /** Keys in the order of their ids, after {@code id}. One query. */
    @Transactional(TxType.MANDATORY)
    public List<StoredPartyKey> after(String id, int limit) {
        return rows.storedAfter(id, limit).stream()
                .map(row -> new StoredPartyKey(
                        row.id(),
                        row.party(),
                        row.use(),
                        Bytes.of(row.spki()),
                        step(row.confirmed()),
                        step(row.revoked())))
                .toList();
    }

    private static StoredPartyKey.@Nullable Step step(PartyKeyRows.@Nullable StoredStep step) {
        return step == null ? null : new StoredPartyKey.Step(step.at(), step.by());
    }
}
