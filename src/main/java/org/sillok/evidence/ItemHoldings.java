package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.core.FileFacts;
import org.sillok.evidence.db.Items;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Everything that is on record here about an organisation's items, for handing all of it over. Joins a transaction in the
 * system's scope. Nothing here asks whether anybody may see it and nothing is recorded as a look: the caller has decided.
 */
@ApplicationScoped
public class ItemHoldings {
    private final Items items;
    private final ItemInspection inspection;
    private final ErasedItems erased;
    private final Derivations derivations;
    private final Vault vault;

    ItemHoldings(Items items, ItemInspection inspection, ErasedItems erased, Derivations derivations, Vault vault) {
        this.items = items;
        this.inspection = inspection;
        this.erased = erased;
        this.derivations = derivations;
        this.vault = vault;
    }

    /** One file of a version. */
    public record HeldFile(int version, StoredFile file) {}

    /**
     * An item.
     *
     * @param record all that is said about it; the exact texts whose digests its statements have are strings in it
     * @param files in the order of their versions and numbers; none if it was erased
     */
    public record Held(ItemId id, JsonObject record, List<HeldFile> files) {
        public Held {
            files = List.copyOf(files);
        }
    }

    /** Ids of the organisation's items, in their order, after {@code last} or from the first. */
    @Transactional(TxType.MANDATORY)
    public List<ItemId> after(PartyId owner, @Nullable ItemId last, int limit) {
        return items.ofOwnerAfter(owner.value(), last == null ? "" : last.value(), limit).stream()
                .map(ItemId::new)
                .toList();
    }

    /** Whether some version of the owner's item was made from what another organisation holds: its statements name that. */
    @Transactional(TxType.MANDATORY)
    public boolean isMadeFromOthers(ItemId id, PartyId owner) {
        List<String> parents = items.parents(id.value()).stream()
                .map(row -> row.key.parentItem())
                .toList();
        Map<ItemId, PartyId> owners = owners(parents);
        return parents.stream().anyMatch(parent -> isOfOther(parent, owner.value(), owners));
    }

    private Map<ItemId, PartyId> owners(List<String> items) {
        return derivations.owners(items.stream().distinct().map(ItemId::new).toList());
    }

    private static boolean isOfOther(String parent, String owner, Map<ItemId, PartyId> owners) {
        PartyId holder = owners.get(new ItemId(parent));
        return holder == null || !holder.value().equals(owner);
    }

    /**
     * One item with everything. What other organisations hold and it was made from is not named.
     *
     * @throws IllegalStateException if something of it does not open
     */
    @Transactional(TxType.MANDATORY)
    public Held of(ItemId id) {
        StoredItem item = inspection.item(id.value());
        StoredItem.Row row = item.row().orElseThrow(() -> new IllegalStateException("there is no row of " + id));
        Instant gone = erased.among(List.of(id)).get(id);
        Optional<SubjectKeys> keys = gone == null ? Optional.of(vault.keysOf(id.value())) : Optional.empty();
        JsonObject.Builder record = JsonObject.builder()
                .put("id", id.value())
                .put("owner", row.owner())
                .put("kind", row.kind())
                .put("languages", JsonArray.ofTexts(row.languages()))
                .put("depositedAt", Timestamps.format(row.depositedAt()));
        String source = row.source();
        if (source != null) {
            record.put("source", source);
        }
        if (gone != null) {
            record.put("erasedAt", Timestamps.format(gone));
        }
        record.put("metadata", metadata(item, keys)).put("versions", versions(item, row.owner(), keys));
        return new Held(id, record.build(), keys.map(held -> files(item, held)).orElse(List.of()));
    }

    private JsonArray metadata(StoredItem item, Optional<SubjectKeys> keys) {
        List<JsonValue> all = new ArrayList<>();
        for (StoredItem.Metadata one : item.metadata()) {
            JsonObject.Builder json = JsonObject.builder()
                    .put("revision", one.revision())
                    .put("recordedAt", Timestamps.format(one.recordedAt()));
            keys.ifPresent(held -> json.put("text", text(inspection.open(held, one), item)));
            all.add(json.build());
        }
        return new JsonArray(all);
    }

    private JsonArray versions(StoredItem item, String owner, Optional<SubjectKeys> keys) {
        Map<ItemId, PartyId> owners =
                owners(item.parents().stream().map(StoredItem.Parent::item).toList());
        List<JsonValue> all = new ArrayList<>();
        for (StoredItem.Version one : item.versions()) {
            JsonObject.Builder json = JsonObject.builder()
                    .put("number", one.number())
                    .put("activity", one.activity())
                    .put("recordedAt", Timestamps.format(one.recordedAt()))
                    .put("statement", Digest.sha256(one.statement().toArray()).base64Url())
                    .put(
                            "parents",
                            new JsonArray(item.parents().stream()
                                    .filter(parent -> parent.version() == one.number())
                                    .<JsonValue>map(parent -> parent(parent, isOfOther(parent.item(), owner, owners)))
                                    .toList()));
            keys.ifPresent(held -> json.put("text", text(inspection.open(held, one), item)));
            all.add(json.build());
        }
        return new JsonArray(all);
    }

    private static JsonObject parent(StoredItem.Parent parent, boolean other) {
        return other
                ? JsonObject.builder().put("other", true).build()
                : JsonObject.builder()
                        .put("item", parent.item())
                        .put("version", parent.parentVersion())
                        .build();
    }

    private List<HeldFile> files(StoredItem item, SubjectKeys keys) {
        return item.files().stream()
                .map(row -> new HeldFile(
                        row.version(),
                        new StoredFile(
                                row.number(),
                                new ObjectId(row.object()),
                                opened(inspection.open(keys, row), item),
                                row.cipherLength(),
                                Digest.sha256(row.cipherSha256().toArray()))))
                .sorted(ItemHoldings::inOrder)
                .toList();
    }

    private static int inOrder(HeldFile a, HeldFile b) {
        int versions = Integer.compare(a.version(), b.version());
        return versions != 0
                ? versions
                : Integer.compare(a.file().number(), b.file().number());
    }

    private static FileFacts opened(Optional<FileFacts> facts, StoredItem item) {
        return facts.orElseThrow(() -> doesNotOpen(item));
    }

    private static String text(Optional<Bytes> opened, StoredItem item) {
        return new String(opened.orElseThrow(() -> doesNotOpen(item)).toArray(), StandardCharsets.UTF_8);
    }

    private static IllegalStateException doesNotOpen(StoredItem item) {
        return new IllegalStateException("what is stored of " + item.id() + " does not open: run an audit");
    }
}
