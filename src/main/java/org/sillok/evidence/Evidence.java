package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.core.Activity;
import org.sillok.evidence.core.FileFacts;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.MetadataJson;
import org.sillok.evidence.core.PageFilling;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.evidence.core.VersionRef;
import org.sillok.evidence.db.FileRow;
import org.sillok.evidence.db.ItemRow;
import org.sillok.evidence.db.Items;
import org.sillok.evidence.db.ParentRow;
import org.sillok.evidence.db.VersionRow;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.kernel.SourceId;
import org.sillok.problem.Outcome;
import org.sillok.terms.Decision;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Reading items. Every call is one transaction that also records the look, or its denial; nothing is returned before
 * that record is durable.
 */
@ApplicationScoped
public class Evidence {
    private static final String READ_FILE = "READ_FILE";

    private final Items items;
    private final ItemAccess access;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;

    Evidence(Items items, ItemAccess access, Vault vault, AccessLog accessLog, Scope scope) {
        this.items = items;
        this.access = access;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** One item with all versions. */
    @Transactional
    public Outcome<Item> get(Caller caller, ItemId id) {
        scope.enter(caller);
        return access.reach(caller, id, Use.READ_METADATA, "VIEW_ITEM").map(reached -> {
            accessLog.viewed(caller.actor(), id);
            return load(caller, reached.row(), vault.keysOf(id.value()));
        });
    }

    /** The same without recording a look: for showing a caller what it has just written itself. */
    @Transactional
    public Outcome<Item> written(Caller caller, ItemId id) {
        scope.enter(caller);
        return access.reach(caller, id, Use.READ_METADATA, "VIEW_ITEM")
                .map(reached -> load(caller, reached.row(), vault.keysOf(id.value())));
    }

    /** One page of the caller's items: of those that it may discover, without what it may not read of them. */
    @Transactional
    public Outcome<Slice<ItemSummary>> list(Caller caller, ItemQuery query) {
        scope.enter(caller);
        if (!caller.has(Role.CONTRIBUTOR)) {
            return access.denied(caller, "LIST_ITEMS", "");
        }
        int wanted = query.limit() + 1;
        Set<String> readable = new HashSet<>();
        Slice<ItemRow> rows = Slice.cut(
                PageFilling.<ItemRow>fill(
                        wanted,
                        wanted,
                        last -> items.page(page(caller, query, last, wanted)),
                        lines -> shown(caller, query, lines, readable)),
                query.limit());
        List<String> ids = rows.items().stream().map(row -> row.id).toList();
        Map<String, SubjectKeys> keys = ids.isEmpty() ? Map.of() : vault.keysOf(ids);
        Map<String, byte[]> metadata = ids.isEmpty() ? Map.of() : items.currentMetadata(ids);
        Map<ItemId, Instant> erased =
                access.erased(ids.stream().map(ItemId::new).toList());
        accessLog.listed(caller.actor(), "ITEMS", ids.size());
        return Outcome.done(rows.map(row -> new ItemSummary(
                new ItemId(row.id),
                readable.contains(row.id)
                        ? openIfUsable(
                                Objects.requireNonNull(keys.get(row.id)),
                                row,
                                Objects.requireNonNull(metadata.get(row.id)))
                        : null,
                row.metadataRevision,
                row.latestVersion,
                row.depositedAt,
                erased.get(new ItemId(row.id)))));
    }

    private static Items.Page page(Caller caller, ItemQuery query, @Nullable ItemRow last, int limit) {
        Position after = last == null ? query.after() : new Position(last.depositedAt, last.id);
        return new Items.Page(
                caller.party().value(),
                text(query.kind(), Enum::name),
                text(query.language(), LanguageTag::toString),
                text(query.source(), SourceId::value),
                query.from(),
                query.until(),
                query.newestFirst(),
                after == null ? null : after.time(),
                after == null ? null : after.id(),
                limit);
    }

    /** The lines that may be shown. A filter on what is said about an item finds only items of which that may be read. */
    private List<ItemRow> shown(Caller caller, ItemQuery query, List<ItemRow> lines, Set<String> readable) {
        List<ItemId> ids = lines.stream().map(row -> new ItemId(row.id)).toList();
        ItemGuard.Rights rights = access.rights(caller, ids);
        Set<ItemId> gone = access.erased(ids).keySet();
        lines.stream()
                .filter(row ->
                        rights.item(new ItemId(row.id), Use.READ_METADATA).permits())
                .forEach(row -> readable.add(row.id));
        boolean filtered = query.kind() != null || query.language() != null || query.source() != null;
        return lines.stream()
                .filter(row -> !filtered || readable.contains(row.id))
                .filter(row -> ItemAccess.isDiscovered(rights, new ItemId(row.id), gone.contains(new ItemId(row.id))))
                .toList();
    }

    /**
     * A file that may be read now. What of it is handed over is on the record when this returns: as a download of it or of
     * parts of it, or as a look at its item if it is nothing.
     *
     * @param handedOver what the answer will hand over of a file that may be read; must not fail
     */
    @Transactional
    public Outcome<ReadableFile> read(
            Caller caller, VersionRef version, int number, Function<StoredFile, HandedOver> handedOver) {
        scope.enter(caller);
        // A file's name, length and digests are metadata.
        return access.reach(caller, version.item(), Use.READ_METADATA, READ_FILE)
                .then(reached -> file(caller, reached, version, number, handedOver));
    }

    /** What is known of a file, recorded as a look at its item. */
    @Transactional
    public Outcome<ReadableFile> describe(Caller caller, VersionRef version, int number) {
        return read(caller, version, number, file -> HandedOver.NOTHING);
    }

    private Outcome<ReadableFile> file(
            Caller caller,
            ItemAccess.Reached reached,
            VersionRef version,
            int number,
            Function<StoredFile, HandedOver> handedOver) {
        ItemRow item = reached.row();
        Optional<FileRow> row = items.file(item.ownerParty, item.id, version.version(), number);
        if (row.isEmpty()) {
            return access.denied(caller, READ_FILE, item.id);
        }
        Decision decision = reached.rights().version(version, Use.READ_CONTENT);
        if (!decision.permits()) {
            return access.notPermitted(caller, READ_FILE, version.item(), decision);
        }
        SubjectKeys keys = vault.keysOf(version.item().value());
        StoredFile file = storedFile(keys, row.get());
        switch (handedOver.apply(file)) {
            case WHOLE -> accessLog.downloaded(caller.actor(), version.item(), version.version());
            case PART -> accessLog.downloadedPart(caller.actor(), version.item(), version.version());
            case NOTHING -> accessLog.viewed(caller.actor(), version.item());
        }
        return Outcome.done(new ReadableFile(version, file, vault.objectKey(keys, file.object())));
    }

    /**
     * Whether {@code version} is one that the caller may name, as evidence of something: of an item of its organisation, not
     * hidden from it. Joins a transaction that is scoped to the caller and records nothing.
     */
    @Transactional(TxType.MANDATORY)
    public boolean isOwn(Caller caller, ItemId item, int version) {
        boolean there = items.hasVersion(caller.party().value(), item.value(), version);
        return access.discoverable(caller, List.of(item)).contains(item) && there;
    }

    /**
     * Whether the item is one of the caller's organisation, hidden from it or not: for the administration of what binds it
     * only. Joins a transaction that is scoped to the caller and records nothing.
     */
    @Transactional(TxType.MANDATORY)
    public boolean administers(Caller caller, ItemId item) {
        return items.hasVersion(caller.party().value(), item.value(), 1);
    }

    /**
     * Holds an item of the caller's organisation against changes until the transaction ends, and tells its latest version;
     * empty if the organisation has no such item. For the administration of what binds it only: it may be hidden. Joins a
     * transaction that is scoped to the caller and records nothing.
     */
    @Transactional(TxType.MANDATORY)
    public OptionalInt holdOwn(Caller caller, ItemId item) {
        return items.ofOwnerForUpdate(item.value(), caller.party().value())
                .map(row -> OptionalInt.of(row.latestVersion))
                .orElseGet(OptionalInt::empty);
    }

    Item load(Caller caller, ItemRow row, SubjectKeys keys) {
        byte[] sealed = items.metadata(row.id, row.metadataRevision).sealed;
        Map<Integer, List<VersionRef>> parents = items.parents(row.id).stream()
                .map(parent -> parent.key)
                .collect(Collectors.groupingBy(
                        ParentRow.Key::version,
                        Collectors.mapping(
                                key -> new VersionRef(new ItemId(key.parentItem()), key.parentVersion()),
                                Collectors.toList())));
        Map<Integer, List<StoredFile>> files = items.files(row.id).stream()
                .collect(Collectors.groupingBy(
                        file -> file.version, Collectors.mapping(file -> storedFile(keys, file), Collectors.toList())));
        List<ItemVersion> versions = items.versions(row.id).stream()
                .sorted(Comparator.comparingInt(version -> version.key.number()))
                .map(version -> version(keys, version, parents, files))
                .toList();
        ItemId id = new ItemId(row.id);
        Set<ItemId> unnamed = access.undiscoverable(
                caller, id, parents.values().stream().flatMap(List::stream).toList());
        return new Item(
                id,
                new PartyId(row.ownerParty),
                open(keys, row, sealed),
                row.metadataRevision,
                row.latestVersion,
                row.depositedAt,
                versions,
                unnamed);
    }

    private ItemVersion version(
            SubjectKeys keys,
            VersionRow row,
            Map<Integer, List<VersionRef>> parents,
            Map<Integer, List<StoredFile>> files) {
        int number = row.key.number();
        byte[] sealedPart = vault.open(keys, KeyUse.CONTENT, SealContext.version(number), row.sealed);
        return new ItemVersion(
                number,
                VersionDescription.stored(
                        Activity.valueOf(row.activity), parents.getOrDefault(number, List.of()), sealedPart),
                files.getOrDefault(number, List.of()),
                row.recordedAt,
                Digest.sha256(row.statement));
    }

    private StoredFile storedFile(SubjectKeys keys, FileRow row) {
        byte[] facts = vault.open(keys, KeyUse.CONTENT, SealContext.file(row.object), row.sealed);
        return new StoredFile(
                row.number,
                new ObjectId(row.object),
                FileFacts.stored(facts),
                row.cipherLength,
                Digest.sha256(row.cipherSha256));
    }

    private @Nullable ItemMetadata openIfUsable(SubjectKeys keys, ItemRow row, byte[] sealed) {
        return keys.holds(KeyUse.CONTENT) ? open(keys, row, sealed) : null;
    }

    private ItemMetadata open(SubjectKeys keys, ItemRow row, byte[] sealed) {
        return MetadataJson.stored(
                vault.open(keys, KeyUse.CONTENT, SealContext.metadata(row.metadataRevision), sealed));
    }

    private static <T> @Nullable String text(@Nullable T value, Function<T, String> form) {
        return value == null ? null : form.apply(value);
    }
}
