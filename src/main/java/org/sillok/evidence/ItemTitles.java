package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.sillok.evidence.core.MetadataJson;
import org.sillok.evidence.db.ItemRow;
import org.sillok.evidence.db.Items;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Multilingual;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** What the items of an organisation are called, for its own staff, as far as that may be read of them. */
@ApplicationScoped
public class ItemTitles {
    private final Items items;
    private final ItemAccess access;
    private final Vault vault;

    ItemTitles(Items items, ItemAccess access, Vault vault) {
        this.items = items;
        this.access = access;
        this.vault = vault;
    }

    /**
     * The titles of those of {@code wanted} that are of the caller's organisation and may be read by it; others are missing,
     * and so are those whose key cannot be used. Joins a transaction that is scoped to the caller; whoever calls records the
     * look.
     */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, Multilingual> of(Caller caller, Collection<ItemId> wanted) {
        Map<ItemId, Multilingual> titles = new HashMap<>();
        if (wanted.isEmpty() || !caller.has(Role.CONTRIBUTOR)) {
            return titles;
        }
        ItemGuard.Rights rights = access.rights(caller, wanted);
        List<String> readable = wanted.stream()
                .filter(item -> rights.item(item, Use.DISCOVER).permits()
                        && rights.item(item, Use.READ_METADATA).permits())
                .map(ItemId::value)
                .toList();
        if (readable.isEmpty()) {
            return titles;
        }
        Map<String, ItemRow> rows =
                items
                        .list(
                                "id in ?1 and ownerParty = ?2",
                                readable,
                                caller.party().value())
                        .stream()
                        .collect(Collectors.toMap(row -> row.id, row -> row));
        if (rows.isEmpty()) {
            return titles;
        }
        Map<String, SubjectKeys> keys = vault.keysOf(rows.keySet());
        items.currentMetadata(List.copyOf(rows.keySet())).forEach((id, cipher) -> {
            SubjectKeys own = Objects.requireNonNull(keys.get(id));
            if (own.holds(KeyUse.CONTENT)) {
                int revision = Objects.requireNonNull(rows.get(id)).metadataRevision;
                titles.put(
                        new ItemId(id),
                        MetadataJson.stored(vault.open(own, KeyUse.CONTENT, SealContext.metadata(revision), cipher))
                                .title());
            }
        });
        return titles;
    }
}
