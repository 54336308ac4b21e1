package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.MetadataJson;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.evidence.db.ItemInserts;
import org.sillok.evidence.db.ItemRow;
import org.sillok.evidence.db.Items;
import org.sillok.evidence.db.MetadataRow;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.source.Sources;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Writing items: each change is a row, a custody statement and an outbox row in one transaction. Locks are taken in the
 * order item, then stream.
 */
@ApplicationScoped
public class Curation {
    private final Items items;
    private final ItemInserts inserts;
    private final VersionWriter versions;
    private final Vault vault;
    private final Custody custody;
    private final Sources sources;
    private final Evidence evidence;
    private final ItemAccess access;
    private final Derivable derivable;
    private final Scope scope;
    private final Clock clock;
    private final Event<MetadataRecorded> recorded;

    Curation(
            Items items,
            ItemInserts inserts,
            VersionWriter versions,
            Vault vault,
            Custody custody,
            Sources sources,
            Evidence evidence,
            ItemAccess access,
            Derivable derivable,
            Scope scope,
            Clock clock,
            Event<MetadataRecorded> recorded) {
        this.items = items;
        this.inserts = inserts;
        this.versions = versions;
        this.vault = vault;
        this.custody = custody;
        this.sources = sources;
        this.evidence = evidence;
        this.access = access;
        this.derivable = derivable;
        this.scope = scope;
        this.clock = clock;
        this.recorded = recorded;
    }

    /** The item's keys, if the caller may add to it; a denial is recorded. Asked before any byte of the body is read. */
    @Transactional
    public Outcome<SubjectKeys> mayExtend(Caller caller, ItemId id) {
        scope.enter(caller);
        // Who extends an item is answered with the whole of it.
        return access.reach(caller, id, Use.READ_METADATA, Derivable.EXTEND).map(reached -> vault.keysOf(id.value()));
    }

    /** Records that a caller who is no contributor tried to deposit. */
    @Transactional
    public <T> Outcome<T> refuseDeposit(Caller caller) {
        scope.enter(caller);
        return access.denied(caller, "DEPOSIT", "");
    }

    /** Records a new item. Runs in the transaction of the deposit, after its scope was entered. */
    @Transactional(TxType.MANDATORY)
    public Outcome<Written> add(Caller caller, NewItem item) {
        Optional<Outcome<Written>> refusal = unknownSource(caller, item.metadata());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Instant now = Timestamps.truncate(clock.instant());
        ItemMetadata metadata = item.metadata();
        String id = item.id().value();
        String owner = caller.party().value();
        vault.store(item.keys());
        SourceId source = metadata.source();
        ItemRow row = new ItemRow(
                id, owner, metadata.kind().name(), tags(metadata), source == null ? null : source.value(), now);
        byte[] canonical = MetadataJson.canonical(metadata);
        inserts.add(
                row,
                new MetadataRow(
                        new MetadataRow.Key(id, 1),
                        owner,
                        vault.seal(item.keys(), KeyUse.CONTENT, SealContext.metadata(1), canonical),
                        now));
        List<Fact> facts = new ArrayList<>();
        facts.add(VersionWriter.metadataDigest(canonical));
        if (source != null) {
            facts.add(Fact.of(Field.SOURCE, source.value()));
        }
        NewVersion version = new NewVersion(item.id(), item.keys(), VersionDescription.original(), item.files());
        Recorded statement = versions.add(caller, version, 1, EventType.DEPOSITED, facts, now);
        recorded.fire(new MetadataRecorded(item.id()));
        return Outcome.done(new Written(fresh(caller, item, statement, now), statement));
    }

    /** What was just written, without reading it back: deposits are what the repository does most. */
    private static Item fresh(Caller caller, NewItem item, Recorded statement, Instant now) {
        ItemVersion original = new ItemVersion(
                1,
                VersionDescription.original(),
                item.files().stream().map(NewFile::file).toList(),
                now,
                statement.digest());
        return new Item(item.id(), caller.party(), item.metadata(), 1, 1, now, List.of(original), Set.of());
    }

    /** Records a further version or a derivative. Runs in the transaction of the deposit, after its scope was entered. */
    @Transactional(TxType.MANDATORY)
    public Outcome<Written> add(Caller caller, NewVersion version) {
        return derivable.hold(caller, version).map(row -> extended(caller, version, row));
    }

    private Written extended(Caller caller, NewVersion version, ItemRow row) {
        row.latestVersion++;
        EventType type = version.description().activity().isDerivative() ? EventType.DERIVED : EventType.VERSION_ADDED;
        Recorded statement =
                versions.add(caller, version, row.latestVersion, type, List.of(), Timestamps.truncate(clock.instant()));
        return new Written(evidence.load(caller, row, version.keys()), statement);
    }

    /**
     * Replaces an item's metadata, keeping every earlier revision.
     *
     * @param expected the revision and version that the caller saw
     */
    @Transactional
    public Outcome<Written> correct(
            Caller caller, ItemId id, ItemEdition expected, ItemMetadata metadata, String reason) {
        scope.enter(caller);
        return access.reach(caller, id, Use.READ_METADATA, "CORRECT_ITEM")
                .then(reached -> corrected(caller, id, expected, metadata, reason));
    }

    private Outcome<Written> corrected(
            Caller caller, ItemId id, ItemEdition expected, ItemMetadata metadata, String reason) {
        ItemRow row = items.ofOwnerForUpdate(id.value(), caller.party().value()).orElseThrow();
        // The guard has read it before it was locked, and the session would show what it was then.
        items.refresh(row);
        if (access.isErased(id)) {
            return access.erased(caller, "CORRECT_ITEM", id);
        }
        if (!expected.equals(new ItemEdition(row.metadataRevision, row.latestVersion))) {
            return Outcome.refused(
                    ProblemCode.PRECONDITION_FAILED,
                    "The item has changed since you read it. Read it again and repeat.");
        }
        Optional<Outcome<Written>> refusal = unknownSource(caller, metadata);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Instant now = Timestamps.truncate(clock.instant());
        SubjectKeys keys = vault.keysOf(id.value());
        row.metadataRevision++;
        row.kind = metadata.kind().name();
        row.languages = tags(metadata);
        SourceId source = metadata.source();
        row.source = source == null ? null : source.value();
        byte[] canonical = MetadataJson.canonical(metadata);
        items.add(new MetadataRow(
                new MetadataRow.Key(id.value(), row.metadataRevision),
                row.ownerParty,
                vault.seal(keys, KeyUse.CONTENT, SealContext.metadata(row.metadataRevision), canonical),
                now));
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of(Field.ITEM, id.value()),
                VersionWriter.metadataDigest(canonical),
                Fact.of(Field.REASON, reason)));
        if (source != null) {
            facts.add(Fact.of(Field.SOURCE, source.value()));
        }
        Recorded statement = custody.append(
                StreamRef.item(id, caller.party()),
                keys,
                EventType.METADATA_CORRECTED,
                caller.actor(),
                facts,
                List.of());
        recorded.fire(new MetadataRecorded(id));
        return Outcome.done(new Written(evidence.load(caller, row, keys), statement));
    }

    private Optional<Outcome<Written>> unknownSource(Caller caller, ItemMetadata metadata) {
        SourceId source = metadata.source();
        if (source == null || sources.isOwn(caller, source)) {
            return Optional.empty();
        }
        return Optional.of(Outcome.refused(ProblemCode.INVALID_FIELD, "/source is not a source of your organisation."));
    }

    private static String[] tags(ItemMetadata metadata) {
        return metadata.languages().stream().map(LanguageTag::toString).toArray(String[]::new);
    }
}
