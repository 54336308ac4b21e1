package org.sillok.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.source.db.SourceCorrectionRow;
import org.sillok.source.db.SourceCorrectionRows;
import org.sillok.source.db.SourceRow;
import org.sillok.source.db.SourceRows;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;
import org.sillok.vault.VaultException;

/**
 * Shows sources exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is scoped to the
 * whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees it.
 */
@ApplicationScoped
public class SourceInspection {
    private final SourceRows rows;
    private final SourceCorrectionRows corrections;
    private final Vault vault;

    SourceInspection(SourceRows rows, SourceCorrectionRows corrections, Vault vault) {
        this.rows = rows;
        this.corrections = corrections;
        this.vault = vault;
    }

    /** Ids of sources, in their order, after {@code id}. */
    @Transactional(TxType.MANDATORY)
    public List<String> after(String id, int limit) {
        return rows.after(id, limit);
    }

    /**
     * Those of these sources that have a row: two queries.
     *
     * @param keys of each of them, if they can be had
     */
    @Transactional(TxType.MANDATORY)
    public List<StoredSource> sources(Map<String, Optional<SubjectKeys>> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<String, List<StoredSource.Correction>> corrected = new HashMap<>();
        for (SourceCorrectionRow row : corrections.list("key.source in ?1", keys.keySet())) {
            corrected
                    .computeIfAbsent(row.key.source(), none -> new ArrayList<>())
                    .add(new StoredSource.Correction(
                            row.key.revision(),
                            row.ownerParty,
                            row.kind,
                            digest(row.profile, keys.getOrDefault(row.key.source(), Optional.empty())),
                            Bytes.of(row.statement),
                            row.correctedAt));
        }
        return rows.list("id in ?1", keys.keySet()).stream()
                .map(row -> source(
                        row, keys.getOrDefault(row.id, Optional.empty()), corrected.getOrDefault(row.id, List.of())))
                .toList();
    }

    private StoredSource source(SourceRow row, Optional<SubjectKeys> keys, List<StoredSource.Correction> corrected) {
        return new StoredSource(row.id, row.ownerParty, row.kind, digest(row.profile, keys), row.createdAt, corrected);
    }

    private @Nullable String digest(byte[] sealed, Optional<SubjectKeys> keys) {
        if (keys.filter(held -> held.holds(KeyUse.CONTENT)).isEmpty()) {
            return null;
        }
        try {
            return Sha2.sha256(vault.open(keys.get(), KeyUse.CONTENT, Sources.PROFILE, sealed))
                    .base64Url();
        } catch (VaultException e) {
            return StoredSource.BROKEN;
        }
    }
}
