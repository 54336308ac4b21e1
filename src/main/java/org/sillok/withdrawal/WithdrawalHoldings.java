package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.WithdrawalId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;
import org.sillok.withdrawal.db.WithdrawalRows;

/**
 * What was withdrawn of an organisation's material, for handing all of it over: whoever has it next is bound by it, too. Joins a
 * transaction in the system's scope and records no look: the caller has decided.
 */
@ApplicationScoped
public class WithdrawalHoldings {
    private final WithdrawalRows rows;
    private final WithdrawalStore store;
    private final Vault vault;

    WithdrawalHoldings(WithdrawalRows rows, WithdrawalStore store, Vault vault) {
        this.rows = rows;
        this.store = store;
        this.vault = vault;
    }

    /** A withdrawal, and whether it was lifted. */
    public record Known(WithdrawalId id, boolean lifted) {}

    /** Those of the organisation's material, in the order of their ids, after {@code last}, which may be empty. */
    @Transactional(TxType.MANDATORY)
    public List<Known> after(PartyId owner, String last, int limit) {
        return rows.ofOwnerAfter(owner.value(), last, limit).stream()
                .map(row -> new Known(new WithdrawalId(row.id()), row.lifted()))
                .toList();
    }

    /**
     * One withdrawal, with what it reached of the organisation's own; what a destroyed key had sealed is missing. Which items
     * of other organisations it reached is not said.
     */
    @Transactional(TxType.MANDATORY)
    public JsonObject of(WithdrawalId id) {
        WithdrawalRows.Row row = rows.find(id.value()).orElseThrow();
        JsonObject.Builder json = JsonObject.builder()
                .put("id", row.id())
                .put("owner", row.owner())
                .put("subjectKind", row.kind())
                .put("subject", row.subject())
                .put("level", row.level())
                .put("saidBy", row.saidBy())
                .put("saidAt", Timestamps.format(row.saidAt()))
                .put("reasonClass", row.reasonClass())
                .put("recordedParty", row.recordedParty())
                .put("recordedBy", row.recordedBy())
                .put("recordedAt", Timestamps.format(row.recordedAt()))
                .put("items", JsonArray.ofTexts(store.itemsOf(id, row.owner())));
        put(json, "asked", row.asked());
        put(json, "respondBy", text(row.respondBy()));
        put(json, "liftedAt", text(row.liftedAt()));
        // Why courts and the repository withdrew is theirs, not the organisation's.
        boolean own = row.recordedParty().equals(row.owner())
                && !row.saidBy().equals("COURT")
                && !row.saidBy().equals("REPOSITORY");
        SubjectKeys keys = vault.keysOf(row.id());
        if (own && keys.holds(KeyUse.CONTENT)) {
            json.put(
                    "why",
                    new String(
                            vault.open(keys, KeyUse.CONTENT, WithdrawalStore.WHY, row.sealed()),
                            StandardCharsets.UTF_8));
        }
        return json.build();
    }

    private static void put(JsonObject.Builder json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }
}
