package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.db.StatementRow;
import org.sillok.custody.db.StoredStatements;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.NumberedPosition;
import org.sillok.kernel.PartyId;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Says again what {@link AccessLog} recorded, for whoever reviews it. The caller has decided who may see it and records that;
 * the transaction is scoped to that party, or to the system. Nothing returned here has been verified: that is for an audit.
 */
@ApplicationScoped
public class AccessStatements {
    private final StoredStatements rows;
    private final CustodyInspection inspection;
    private final Vault vault;

    AccessStatements(StoredStatements rows, CustodyInspection inspection, Vault vault) {
        this.rows = rows;
        this.inspection = inspection;
        this.vault = vault;
    }

    /**
     * What one party's people did, in the order in which it was recorded.
     *
     * @param until exclusive
     * @param after goes on after this place; null for the beginning
     */
    @Transactional(TxType.MANDATORY)
    public List<AccessStatement> of(
            PartyId party, Instant from, Instant until, @Nullable NumberedPosition after, int limit) {
        List<StatementRow> page = rows.ofAccess(party.value(), from, until, after, limit);
        if (page.isEmpty()) {
            return List.of();
        }
        SubjectKeys keys =
                Objects.requireNonNull(vault.keysOf(List.of(party.value())).get(party.value()));
        return page.stream().map(row -> statement(row, keys)).toList();
    }

    /** The parties whose people have done anything, in the order of their ids. */
    @Transactional(TxType.MANDATORY)
    public List<PartyId> parties() {
        return rows.partiesWithAccess().stream().map(PartyId::new).toList();
    }

    private AccessStatement statement(StatementRow row, SubjectKeys keys) {
        KeptStatement kept = new KeptStatement(
                Bytes.of(row.bytes), Bytes.of(row.signature), row.keySubject, null, bytes(row.accountability));
        OpenedDisclosures opened =
                inspection.open(kept, Confidentiality.ACCOUNTABILITY, row.key.stream(), row.key.seq(), keys);
        @Nullable
        FactSheet says = opened instanceof OpenedDisclosures.Opened said
                ? FactSheet.of(said.disclosures()).orElse(null)
                : null;
        return new AccessStatement(row.key.stream(), row.key.seq(), Bytes.of(row.digest), row.recordedAt, says);
    }

    private static @Nullable Bytes bytes(byte @Nullable [] bytes) {
        return bytes == null ? null : Bytes.of(bytes);
    }
}
