package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.MetadataJson;
import org.sillok.evidence.db.ItemRow;
import org.sillok.evidence.db.Items;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * What is said about items now, for whoever finds them. Joins a scoped transaction and sees its rows only. Nothing here asks
 * whether anybody may see it and nothing is recorded as a look: the caller has done, or does, both.
 */
@ApplicationScoped
public class ItemRecords {
    private final Items items;
    private final Vault vault;

    ItemRecords(Items items, Vault vault) {
        this.items = items;
        this.vault = vault;
    }

    /**
     * How far an item has come.
     *
     * @param revision of its metadata
     * @param versions how many it has
     * @param source that its metadata names
     */
    public record Current(PartyId owner, int revision, int versions, Optional<SourceId> source) {}

    /** What is said about an item, in the revision that is current. */
    public record Described(Current current, ItemMetadata metadata) {}

    /** Those of {@code ids} that exist: one query. */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, Current> current(Collection<ItemId> ids) {
        Map<ItemId, Current> current = new HashMap<>();
        rows(ids).forEach(row -> current.put(new ItemId(row.id), current(row)));
        return current;
    }

    /** Those of {@code ids} that exist and whose key can be used: always three queries. */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, Described> described(Collection<ItemId> ids) {
        List<String> texts = ids.stream().map(ItemId::value).toList();
        Map<String, byte[]> sealed = items.currentMetadata(texts);
        Map<String, SubjectKeys> keys = vault.keysOf(texts);
        Map<ItemId, Described> described = new HashMap<>();
        for (ItemRow row : rows(ids)) {
            SubjectKeys own = Objects.requireNonNull(keys.get(row.id));
            if (own.holds(KeyUse.CONTENT)) {
                byte[] stored = vault.open(
                        own,
                        KeyUse.CONTENT,
                        SealContext.metadata(row.metadataRevision),
                        Objects.requireNonNull(sealed.get(row.id)));
                described.put(new ItemId(row.id), new Described(current(row), MetadataJson.stored(stored)));
            }
        }
        return described;
    }

    /** Ids of items of any owner after {@code last} (or from the first), in their order. */
    @Transactional(TxType.MANDATORY)
    public List<ItemId> after(@Nullable ItemId last, int limit) {
        return items.after(last == null ? "" : last.value(), limit).stream()
                .map(ItemId::new)
                .toList();
    }

    /** How many items there are. */
    @Transactional(TxType.MANDATORY)
    public long count() {
        return items.count();
    }

    private List<ItemRow> rows(Collection<ItemId> ids) {
        return items.list("id in ?1", ids.stream().map(ItemId::value).toList());
    }

    private static Current current(ItemRow row) {
        return new Current(
                new PartyId(row.ownerParty),
                row.metadataRevision,
                row.latestVersion,
                Optional.ofNullable(row.source).map(SourceId::new));
    }
}
