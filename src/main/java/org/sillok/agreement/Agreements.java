package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.agreement.core.Comparison;
import org.sillok.agreement.core.EventKind;
import org.sillok.agreement.core.StoredText;
import org.sillok.agreement.core.VersionHead;
import org.sillok.agreement.db.AgreementRow;
import org.sillok.agreement.db.AgreementRows;
import org.sillok.agreement.db.EventRow;
import org.sillok.agreement.db.VersionRow;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Shows agreements to the organisations that they name, to who drafts them, and to custodians. Looks are recorded. */
@ApplicationScoped
public class Agreements {
    private static final String VIEW = "VIEW_AGREEMENT";
    private static final String TITLE = "title";

    private final AgreementRows rows;
    private final AgreementStore store;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    Agreements(AgreementRows rows, AgreementStore store, Vault vault, AccessLog accessLog, Scope scope, Clock clock) {
        this.rows = rows;
        this.store = store;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** An agreement with the newest version that the caller sees. */
    @Transactional
    public Outcome<AgreementEdition> get(Caller caller, String id) {
        return looked(caller, id).map(found -> edition(found, found.newest()));
    }

    /** The same without recording a look: for showing a caller what it has just done. */
    @Transactional
    public Outcome<AgreementEdition> shown(Caller caller, AgreementId id) {
        scope.enter(caller);
        return store.visible(caller, id.value())
                .map(found -> Outcome.done(edition(found, found.newest())))
                .orElseGet(() -> store.denied(caller, VIEW, id.value()));
    }

    /** An agreement without its text, for comparing what the caller saw; no look is recorded. */
    @Transactional
    public Outcome<AgreementHead> head(Caller caller, String id) {
        scope.enter(caller);
        return store.visible(caller, id).map(Outcome::done).orElseGet(() -> store.denied(caller, VIEW, id));
    }

    /** One version. */
    @Transactional
    public Outcome<AgreementEdition> version(Caller caller, String id, String number) {
        return versions(caller, id, List.of(number)).map(found -> found.get(0));
    }

    /**
     * Some of the versions that the caller sees, in their order.
     *
     * @param from the number of the first, or less
     */
    @Transactional
    public Outcome<Slice<AgreementEdition>> versions(Caller caller, String id, long from, int limit) {
        return looked(caller, id).map(found -> {
            List<VersionHead> versions = found.versions().stream()
                    .filter(version -> version.number() >= from)
                    .limit(limit + 1L)
                    .toList();
            Slice<VersionHead> page = Slice.cut(versions, limit);
            return new Slice<>(editions(found, page.items()), page.more());
        });
    }

    /** Exactly the bytes of a version that are signed. */
    @Transactional
    public Outcome<Bytes> text(Caller caller, String id, String number) {
        return version(caller, id, number).map(edition -> edition.text().bytes());
    }

    /** How two versions differ. */
    @Transactional
    public Outcome<Comparison> compare(Caller caller, String id, String from, String to) {
        return versions(caller, id, List.of(from, to))
                .map(found -> Comparison.of(
                        found.get(0).text().draft(), found.get(1).text().draft()));
    }

    /** What happened to the versions that the caller sees, in order. */
    @Transactional
    public Outcome<List<AgreementEvent>> history(Caller caller, String id) {
        return looked(caller, id).map(found -> {
            SubjectKeys keys = vault.keysOf(id);
            return rows.events(List.of(id)).stream()
                    .filter(row -> found.version(row.version).isPresent())
                    .map(row -> event(row, keys))
                    .toList();
        });
    }

    @Transactional
    public Outcome<Slice<AgreementSummary>> list(Caller caller, AgreementQuery query) {
        scope.enter(caller);
        if (!AgreementStore.acting(caller).mayAct()) {
            return store.denied(caller, "LIST_AGREEMENTS", "");
        }
        Instant now = clock.instant();
        Slice<AgreementRow> page = Slice.cut(rows.page(page(caller, query, now)), query.limit());
        Map<String, AgreementHead> heads = new LinkedHashMap<>();
        for (AgreementHead head : store.heads(page.items())) {
            head.seenBy(AgreementStore.acting(caller))
                    .ifPresent(seen -> heads.put(seen.id().value(), seen));
        }
        Map<String, SubjectKeys> keys = heads.isEmpty() ? Map.of() : vault.keysOf(heads.keySet());
        accessLog.listed(caller.actor(), "AGREEMENTS", heads.size());
        // Of the texts only those that are shown, and only where they open.
        Map<VersionRow.Key, VersionRow> texts = store.rowsOf(heads.values().stream()
                .filter(head -> keysOf(keys, head).holds(KeyUse.CONTENT))
                .map(head -> key(head, shown(head, now)))
                .toList());
        return Outcome.done(new Slice<>(
                heads.values().stream()
                        .map(head -> summary(head, keysOf(keys, head), texts.get(key(head, shown(head, now))), now))
                        .toList(),
                page.more()));
    }

    private static AgreementRows.Page page(Caller caller, AgreementQuery query, Instant now) {
        Position after = query.after();
        PartyId party = query.party();
        return new AgreementRows.Page(
                caller.party().value(),
                caller.has(Role.CUSTODIAN),
                name(query.state()),
                name(query.kind()),
                party == null ? "" : party.value(),
                now,
                after == null ? now : after.time(),
                after == null ? "" : after.id(),
                query.limit() + 1);
    }

    private static String name(@Nullable Enum<?> code) {
        return code == null ? "" : code.name();
    }

    private static SubjectKeys keysOf(Map<String, SubjectKeys> keys, AgreementHead head) {
        return Objects.requireNonNull(keys.get(head.id().value()));
    }

    private static VersionHead shown(AgreementHead head, Instant now) {
        return head.current(now).orElseGet(head::newest);
    }

    private AgreementSummary summary(AgreementHead head, SubjectKeys keys, @Nullable VersionRow row, Instant now) {
        return new AgreementSummary(head, shown(head, now), row == null ? null : title(head, keys, row), now);
    }

    private @Nullable Multilingual title(AgreementHead head, SubjectKeys keys, VersionRow row) {
        return AgreementStore.readable(vault, keys, head.id(), row.key.number(), row.sealed, row.digest)
                .map(Agreements::title)
                .orElse(null);
    }

    private static Multilingual title(StoredText text) {
        Map<String, String> title = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> one :
                text.draft().object(TITLE).members().entrySet()) {
            title.put(one.getKey(), one.getValue().asText());
        }
        return Multilingual.of(title, Integer.MAX_VALUE);
    }

    private Outcome<AgreementHead> looked(Caller caller, String id) {
        scope.enter(caller);
        Optional<AgreementHead> found = store.visible(caller, id);
        if (found.isEmpty()) {
            return store.denied(caller, VIEW, id);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(found.get());
    }

    private Outcome<List<AgreementEdition>> versions(Caller caller, String id, List<String> numbers) {
        scope.enter(caller);
        Optional<AgreementHead> found = store.visible(caller, id);
        List<VersionHead> versions = found.stream()
                .flatMap(head -> numbers.stream().flatMap(number -> version(head, number).stream()))
                .toList();
        // A version that the caller does not see is like one that there is not.
        if (found.isEmpty() || versions.size() != numbers.size()) {
            return store.denied(caller, VIEW, id);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(editions(found.get(), versions));
    }

    private static Optional<VersionHead> version(AgreementHead head, String number) {
        return head.versions().stream()
                .filter(version -> String.valueOf(version.number()).equals(number))
                .findFirst();
    }

    private AgreementEdition edition(AgreementHead head, VersionHead version) {
        return editions(head, List.of(version)).get(0);
    }

    /** In the same number of queries however many versions there are. */
    private List<AgreementEdition> editions(AgreementHead head, List<VersionHead> versions) {
        SubjectKeys keys = vault.keysOf(head.id().value());
        Map<VersionRow.Key, VersionRow> texts = store.rowsOf(
                versions.stream().map(version -> key(head, version)).toList());
        Instant now = clock.instant();
        List<AgreementEdition> editions = new ArrayList<>();
        for (VersionHead version : versions) {
            VersionRow row = Objects.requireNonNull(texts.get(key(head, version)));
            editions.add(new AgreementEdition(
                    head,
                    version,
                    AgreementStore.open(vault, keys, head.id(), version.number(), row.sealed, row.digest),
                    Digest.sha256(row.digest),
                    now));
        }
        return editions;
    }

    private static VersionRow.Key key(AgreementHead head, VersionHead version) {
        return new VersionRow.Key(head.id().value(), version.number());
    }

    private AgreementEvent event(EventRow row, SubjectKeys keys) {
        byte[] details = vault.open(
                keys, KeyUse.CONTENT, AgreementRecord.context(row.key.revision(), row.key.ordinal()), row.sealed);
        return new AgreementEvent(
                row.version,
                EventKind.valueOf(row.type),
                new PartyId(row.actingParty),
                row.party == null ? null : new PartyId(row.party),
                StrictJson.parse(details).asObject(),
                Digest.sha256(row.statement),
                row.recordedAt);
    }
}
