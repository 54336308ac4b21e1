package org.sillok.fact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.fact.core.FactDetails;
import org.sillok.fact.db.FactRows;
import org.sillok.json.JsonException;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Shows facts exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is scoped to the
 * whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees it.
 */
@ApplicationScoped
public class FactInspection {
    /** Whose accountability key seals what of facts is sealed. */
    public static final String KEY_SUBJECT = FactSeals.REPOSITORY;

    private final FactRows rows;
    private final Vault vault;

    FactInspection(FactRows rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /**
     * Facts in the order of their ids, after {@code id}. One query.
     *
     * @param keys of {@link #KEY_SUBJECT}, if they can be had
     */
    @Transactional(TxType.MANDATORY)
    public List<StoredFact> after(String id, int limit, Optional<SubjectKeys> keys) {
        Optional<SubjectKeys> held = keys.filter(found -> found.holds(KeyUse.ACCOUNTABILITY));
        return rows.after(id, limit).stream().map(row -> stored(row, held)).toList();
    }

    private StoredFact stored(FactRows.Row row, Optional<SubjectKeys> keys) {
        boolean readable = true;
        FactDetails details = null;
        String reason = null;
        if (keys.isPresent()) {
            try {
                details = FactDetails.ofBytes(
                        vault.open(keys.get(), KeyUse.ACCOUNTABILITY, FactSeals.details(row.id()), row.details()));
                byte[] sealed = row.withdrawalReason();
                reason = sealed == null
                        ? null
                        : new String(
                                vault.open(keys.get(), KeyUse.ACCOUNTABILITY, FactSeals.withdrawal(row.id()), sealed),
                                StandardCharsets.UTF_8);
            } catch (SealBrokenException | JsonException | IllegalArgumentException e) {
                readable = false;
            }
        }
        return new StoredFact(
                row.id(),
                row.subject(),
                row.type(),
                row.value(),
                row.from(),
                row.until(),
                readable,
                details,
                new StoredFact.Step(row.recorded().at(), row.recorded().by()),
                step(row.confirmed()),
                step(row.withdrawn()),
                reason,
                step(row.withdrawalConfirmed()));
    }

    private static StoredFact.@Nullable Step step(FactRows.@Nullable Step step) {
        return step == null ? null : new StoredFact.Step(step.at(), step.by());
    }
}
