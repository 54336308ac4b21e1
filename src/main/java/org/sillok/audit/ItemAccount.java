package org.sillok.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.FactSheet;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Timestamps;

/**
 * What an item's statements, taken together, say that there is. Incomplete if one of them is missing or cannot be read:
 * then rows without a statement prove nothing.
 */
final class ItemAccount {
    /** A revision of the metadata, by the digest of its canonical form. */
    record Revision(Digest metadata, Optional<String> source, Instant time) {}

    /** What was recorded about an organisation that was named as a joint depositor, and the digest of the statement. */
    record DepositorStep(EventType type, String party, Digest statement) {}

    private static final Set<EventType> DEPOSITORS = EnumSet.of(
            EventType.DEPOSITOR_PROPOSED,
            EventType.DEPOSITOR_JOINED,
            EventType.DEPOSITOR_DECLINED,
            EventType.DEPOSITOR_WITHDRAWN);
    private static final Set<EventType> VERSIONS =
            EnumSet.of(EventType.DEPOSITED, EventType.VERSION_ADDED, EventType.DERIVED);
    private static final Set<EventType> REVISIONS = EnumSet.of(EventType.DEPOSITED, EventType.METADATA_CORRECTED);

    private final List<Revision> revisions = new ArrayList<>();
    private final Map<Integer, RecordedVersion> versions = new TreeMap<>();
    private final List<DepositorStep> depositors = new ArrayList<>();
    private final List<Long> unreadable = new ArrayList<>();
    private @Nullable String item;
    private @Nullable String owner;
    private @Nullable Instant deposited;
    private boolean ofItem;
    private boolean incomplete;

    void add(CheckedStatement statement) {
        Optional<EventType> type = statement.type();
        if (type.isEmpty()) {
            incomplete = true;
            return;
        }
        FactSheet facts = statement.facts().orElseThrow();
        if (REVISIONS.contains(type.get())) {
            Optional<Revision> revision = facts.text(Field.METADATA)
                    .map(digest -> new Revision(
                            Digest.sha256(Base64Url.decode(digest)), facts.text(Field.SOURCE), time(facts)));
            note(statement, revision.isPresent());
            revision.ifPresent(revisions::add);
        }
        if (VERSIONS.contains(type.get())) {
            Optional<RecordedVersion> version = RecordedVersion.of(statement);
            note(statement, version.isPresent());
            version.ifPresent(recorded -> versions.put(recorded.number(), recorded));
        }
        if (REVISIONS.contains(type.get()) || VERSIONS.contains(type.get())) {
            ofItem = true;
            item = item == null ? facts.text(Field.ITEM).orElse(null) : item;
        }
        if (DEPOSITORS.contains(type.get())) {
            Optional<String> party = facts.text(Field.ON_BEHALF_OF);
            note(statement, party.isPresent());
            party.ifPresent(named -> depositors.add(
                    new DepositorStep(type.get(), named, statement.statement().digest())));
        }
        if (type.get() == EventType.DEPOSITED) {
            owner = facts.text(Field.PARTY).orElse(null);
            deposited = time(facts);
        }
    }

    private void note(CheckedStatement statement, boolean readable) {
        if (!readable) {
            incomplete = true;
            unreadable.add(statement.row().seq());
        }
    }

    private static Instant time(FactSheet facts) {
        return Timestamps.parse(facts.text(Field.TIME).orElseThrow());
    }

    /** A statement of the item is missing or says nothing. */
    void lacksOne() {
        incomplete = true;
    }

    /** Whether its statements are about an item at all. */
    boolean isOfItem() {
        return ofItem;
    }

    boolean isComplete() {
        return !incomplete;
    }

    /** The numbers of genuine statements that do not say what their type demands. */
    List<Long> unreadable() {
        return List.copyOf(unreadable);
    }

    Optional<String> item() {
        return Optional.ofNullable(item);
    }

    /** The party that deposited the item. */
    Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    Optional<Instant> deposited() {
        return Optional.ofNullable(deposited);
    }

    /** The first is revision 1. */
    List<Revision> revisions() {
        return List.copyOf(revisions);
    }

    /** What was proposed and answered about joint depositors, in the order in which it was recorded. */
    List<DepositorStep> depositors() {
        return List.copyOf(depositors);
    }

    Map<Integer, RecordedVersion> versions() {
        return new TreeMap<>(versions);
    }
}
