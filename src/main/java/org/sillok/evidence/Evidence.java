package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.EventType;
import org.sillok.evidence.core.Activity;
import org.sillok.evidence.core.FileFacts;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.MetadataJson;
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
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Reading items. Every call is one transaction that also records the look, or its denial; nothing is returned before
 * that record is durable.
 */
@ApplicationScoped
public class Evidence {
    private final Items items;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;

    Evidence(Items items, Vault vault, AccessLog accessLog, Scope scope) {
        this.items = items;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** One item with all versions. */
    @Transactional
    public Outcome<Item> get(Caller caller, ItemId id) {
        scope.enter(caller);
        Optional<ItemRow> row = visible(caller, id);
        if (row.isEmpty()) {
            return denied(caller, "VIEW_ITEM", id.value());
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(load(row.get(), vault.keysOf(id.value())));
    }

    /** The same without recording a look: for showing a caller what it has just written itself. */
    @Transactional
    public Outcome<Item> written(Caller caller, ItemId id) {
        scope.enter(caller);
        return visible(caller, id)
                .map(row -> Outcome.done(load(row, vault.keysOf(id.value()))))
                .orElseGet(() -> denied(caller, "VIEW_ITEM", id.value()));
    }

    /** One page of the caller's items. */
    @Transactional
    public Outcome<Slice<ItemSummary>> list(Caller caller, ItemQuery query) {
        scope.enter(caller);
        if (!caller.has(Role.CONTRIBUTOR)) {
            return denied(caller, "LIST_ITEMS", "");
        }
        Position after = query.after();
        Slice<ItemRow> rows = Slice.cut(
                items.page(new Items.Page(
                        caller.party().value(),
                        text(query.kind(), Enum::name),
                        text(query.language(), LanguageTag::toString),
                        text(query.source(), SourceId::value),
                        query.from(),
                        query.until(),
                        query.newestFirst(),
                        after == null ? null : after.time(),
                        after == null ? null : after.id(),
                        query.limit() + 1)),
                query.limit());
        List<String> ids = rows.items().stream().map(row -> row.id).toList();
        Map<String, SubjectKeys> keys = ids.isEmpty() ? Map.of() : vault.keysOf(ids);
        Map<String, byte[]> metadata = ids.isEmpty() ? Map.of() : items.currentMetadata(ids);
        accessLog.listed(caller.actor(), "ITEMS", ids.size());
        return Outcome.done(rows.map(row -> new ItemSummary(
                new ItemId(row.id),
                openIfUsable(
                        Objects.requireNonNull(keys.get(row.id)), row, Objects.requireNonNull(metadata.get(row.id))),
                row.metadataRevision,
                row.latestVersion,
                row.depositedAt)));
    }

    /** A file that may be read now; the download is on the record when this returns. */
    @Transactional
    public Outcome<ReadableFile> read(Caller caller, VersionRef version, int number) {
        return file(caller, version, number, EventType.DOWNLOADED);
    }

    /** What is known of a file, recorded as a look at its item. */
    @Transactional
    public Outcome<ReadableFile> describe(Caller caller, VersionRef version, int number) {
        return file(caller, version, number, EventType.VIEWED);
    }

    private Outcome<ReadableFile> file(Caller caller, VersionRef version, int number, EventType event) {
        scope.enter(caller);
        Optional<FileRow> row = visible(caller, version.item())
                .flatMap(item -> items.file(item.ownerParty, item.id, version.version(), number));
        if (row.isEmpty()) {
            return denied(caller, "READ_FILE", version.item().value());
        }
        if (event == EventType.DOWNLOADED) {
            accessLog.downloaded(caller.actor(), version.item(), version.version());
        } else {
            accessLog.viewed(caller.actor(), version.item());
        }
        SubjectKeys keys = vault.keysOf(version.item().value());
        StoredFile file = storedFile(keys, row.get());
        return Outcome.done(new ReadableFile(version, file, vault.objectKey(keys, file.object())));
    }

    /** The item's row if the caller may see it: contributors see their organisation's items. */
    Optional<ItemRow> visible(Caller caller, ItemId id) {
        // The same query runs whether or not the role allows anything, so that a denial costs the same either way.
        Optional<ItemRow> row = items.ofOwner(id.value(), caller.party().value());
        return caller.has(Role.CONTRIBUTOR) ? row : Optional.empty();
    }

    /** One answer for what does not exist and what another organisation has. */
    <T> Outcome<T> denied(Caller caller, String what, String id) {
        accessLog.denied(caller.actor(), what, id);
        return Outcome.refused(
                Refusal.of(caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }

    Item load(ItemRow row, SubjectKeys keys) {
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
        return new Item(
                new ItemId(row.id),
                new PartyId(row.ownerParty),
                open(keys, row, sealed),
                row.metadataRevision,
                row.latestVersion,
                row.depositedAt,
                versions);
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
