package org.sillok.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.source.core.Pseudonym;
import org.sillok.source.core.SourceKind;
import org.sillok.source.core.SourceProfile;
import org.sillok.source.db.SourceCorrectionRow;
import org.sillok.source.db.SourceCorrectionRows;
import org.sillok.source.db.SourceRow;
import org.sillok.source.db.SourceRows;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Registers sources and shows them to the organisation that knows them. Each has a custody stream and keys of its own. */
@ApplicationScoped
public class Sources {
    static final String PROFILE = "source/profile";
    private static final int MAX_DRAWS = 8;

    private final SourceRows rows;
    private final SourceCorrectionRows corrections;
    private final Vault vault;
    private final Custody custody;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Sources(
            SourceRows rows,
            SourceCorrectionRows corrections,
            Vault vault,
            Custody custody,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.corrections = corrections;
        this.vault = vault;
        this.custody = custody;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Registers a source; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<SourceId> register(Caller caller, NewSource source, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.has(Role.CONTRIBUTOR)) {
            return denied(caller, "CREATE_SOURCE", "");
        }
        SourceId id = SourceId.fresh(randomness);
        SubjectKeys keys = vault.keysOfOrNew(id.value());
        byte[] profile = source.profile().toBytes();
        rows.persistAndFlush(new SourceRow(
                id.value(),
                caller.party().value(),
                source.kind().name(),
                freePseudonym(caller.party()).value(),
                vault.seal(keys, KeyUse.CONTENT, PROFILE, profile),
                Timestamps.truncate(clock.instant())));
        custody.append(
                StreamRef.source(id, caller.party()),
                EventType.SOURCE_REGISTERED,
                caller.actor(),
                List.of(
                        Fact.of(Field.SOURCE, id.value()),
                        Fact.of(
                                Field.DETAILS,
                                JsonObject.builder()
                                        .put("kind", source.kind().name())
                                        .build()),
                        Fact.of(Field.METADATA, Sha2.sha256(profile).base64Url())));
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    /**
     * Says something else about a source; what was said before stays on record. No correction permits anything
     * (docs/sources.md), so one person is enough.
     *
     * @param expected the revision that the caller saw
     */
    @Transactional
    public Outcome<Source> correct(Caller caller, String id, int expected, SourceCorrection correction) {
        scope.enter(caller);
        Optional<SourceRow> found = rows.ofOwner(id, caller.party().value());
        if (found.isEmpty() || !caller.has(Role.CONTRIBUTOR)) {
            return denied(caller, "CORRECT_SOURCE", id);
        }
        corrections.hold(id);
        SubjectKeys keys = vault.keysOf(id);
        Source before = open(found.get(), corrections.newest(List.of(id)).get(id), keys);
        if (before.revision() != expected) {
            return Outcome.refused(
                    ProblemCode.PRECONDITION_FAILED,
                    "The source has changed since you read it. Read it again and repeat.");
        }
        if ((correction.kind() == SourceKind.PUBLIC_SOURCE) != (before.kind() == SourceKind.PUBLIC_SOURCE)) {
            return Outcome.refused(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/kind",
                    "Nobody agrees for a public source: what speaks and what is public are registered apart."));
        }
        int revision = before.revision() + 1;
        byte[] profile = correction.profile().toBytes();
        Recorded statement = custody.append(
                StreamRef.source(before.id(), caller.party()),
                EventType.SOURCE_CORRECTED,
                caller.actor(),
                List.of(
                        Fact.of(Field.SOURCE, id),
                        Fact.of(
                                Field.DETAILS,
                                JsonObject.builder()
                                        .put("revision", revision)
                                        .put("kind", correction.kind().name())
                                        .build()),
                        Fact.of(Field.METADATA, Sha2.sha256(profile).base64Url()),
                        Fact.of(Field.REASON, correction.reason())));
        SourceCorrectionRow row = new SourceCorrectionRow(
                new SourceCorrectionRow.Key(id, revision),
                caller.party().value(),
                correction.kind().name(),
                vault.seal(keys, KeyUse.CONTENT, PROFILE, profile),
                statement.digest().toArray(),
                Timestamps.truncate(clock.instant()));
        corrections.persistAndFlush(row);
        return Outcome.done(open(found.get(), row, keys));
    }

    @Transactional
    public Outcome<Source> get(Caller caller, String id) {
        scope.enter(caller);
        // The same query runs whether or not the role allows anything, so that a denial costs the same either way.
        Optional<SourceRow> row = rows.ofOwner(id, caller.party().value());
        if (row.isEmpty() || !caller.has(Role.CONTRIBUTOR)) {
            return denied(caller, "VIEW_SOURCE", id);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(open(row.get(), corrections.newest(List.of(id)).get(id), vault.keysOf(id)));
    }

    /** What the caller is about to correct, without recording a look; denied like the correction. */
    @Transactional
    public Outcome<Source> corrigible(Caller caller, String id) {
        scope.enter(caller);
        Optional<SourceRow> row = rows.ofOwner(id, caller.party().value());
        if (row.isEmpty() || !caller.has(Role.CONTRIBUTOR)) {
            return denied(caller, "CORRECT_SOURCE", id);
        }
        return Outcome.done(open(row.get(), corrections.newest(List.of(id)).get(id), vault.keysOf(id)));
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public Outcome<Source> shown(Caller caller, SourceId id) {
        scope.enter(caller);
        Optional<SourceRow> row = rows.ofOwner(id.value(), caller.party().value());
        return row.isEmpty()
                ? denied(caller, "VIEW_SOURCE", id.value())
                : Outcome.done(open(
                        row.get(), corrections.newest(List.of(id.value())).get(id.value()), vault.keysOf(id.value())));
    }

    @Transactional
    public Outcome<Slice<SourceSummary>> list(
            Caller caller, @Nullable SourceKind kind, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!caller.has(Role.CONTRIBUTOR)) {
            return denied(caller, "LIST_SOURCES", "");
        }
        Slice<SourceRow> page = Slice.cut(
                rows.page(caller.party().value(), kind == null ? null : kind.name(), after, limit + 1), limit);
        List<String> ids = page.items().stream().map(row -> row.id).toList();
        Map<String, SubjectKeys> keys = ids.isEmpty() ? Map.of() : vault.keysOf(ids);
        Map<String, SourceCorrectionRow> corrected = corrections.newest(ids);
        accessLog.listed(caller.actor(), "SOURCES", ids.size());
        return Outcome.done(
                page.map(row -> line(row, corrected.get(row.id), Objects.requireNonNull(keys.get(row.id)))));
    }

    /** Whether {@code source} is one of the caller's organisation; joins a transaction that is scoped to the caller. */
    @Transactional(TxType.MANDATORY)
    public boolean isOwn(Caller caller, SourceId source) {
        return rows.ofOwner(source.value(), caller.party().value()).isPresent();
    }

    /** What {@code source} is, if it is one of the caller's organisation; joins a transaction that is scoped to the caller. */
    @Transactional(TxType.MANDATORY)
    public Optional<SourceKind> kindOfOwn(Caller caller, SourceId source) {
        return rows.ofOwner(source.value(), caller.party().value())
                .map(row -> kind(row, corrections.newest(List.of(row.id)).get(row.id)));
    }

    /** Whose source it is; joins a transaction that is scoped to the system or to that organisation. */
    @Transactional(TxType.MANDATORY)
    public Optional<PartyId> owner(SourceId source) {
        return rows.findByIdOptional(source.value()).map(row -> new PartyId(row.ownerParty));
    }

    /**
     * What each of {@code sources} is, as far as the current scope sees it: two queries. Who was ever said to be a person
     * counts as one, whatever was said later: what one person corrects must not lift what protects people.
     */
    @Transactional(TxType.MANDATORY)
    public Map<SourceId, SourceKind> kinds(Collection<SourceId> sources) {
        Map<SourceId, SourceKind> kinds = new HashMap<>();
        List<String> ids = sources.stream().map(SourceId::value).toList();
        rows.list("id in ?1", ids).forEach(row -> kinds.put(new SourceId(row.id), SourceKind.valueOf(row.kind)));
        corrections
                .everSaid(ids, SourceKind.PERSON.name())
                .forEach(id -> kinds.put(new SourceId(id), SourceKind.PERSON));
        return kinds;
    }

    private Pseudonym freePseudonym(PartyId owner) {
        for (int i = 0; i < MAX_DRAWS; i++) {
            Pseudonym drawn = Pseudonym.of(randomness.bytes(Pseudonym.RANDOM_BYTES));
            if (!rows.pseudonymTaken(owner.value(), drawn.value())) {
                return drawn;
            }
        }
        throw new IllegalStateException("no free pseudonym among " + MAX_DRAWS);
    }

    private SourceSummary line(SourceRow row, @Nullable SourceCorrectionRow corrected, SubjectKeys keys) {
        return new SourceSummary(
                new SourceId(row.id),
                kind(row, corrected),
                new Pseudonym(row.pseudonym),
                keys.holds(KeyUse.CONTENT) ? profile(row, corrected, keys) : null,
                row.createdAt);
    }

    private static SourceKind kind(SourceRow row, @Nullable SourceCorrectionRow corrected) {
        return SourceKind.valueOf(corrected == null ? row.kind : corrected.kind);
    }

    private SourceProfile profile(SourceRow row, @Nullable SourceCorrectionRow corrected, SubjectKeys keys) {
        byte[] sealed = corrected == null ? row.profile : corrected.profile;
        return SourceProfile.ofBytes(vault.open(keys, KeyUse.CONTENT, PROFILE, sealed));
    }

    private Source open(SourceRow row, @Nullable SourceCorrectionRow corrected, SubjectKeys keys) {
        return new Source(
                new SourceId(row.id),
                new PartyId(row.ownerParty),
                kind(row, corrected),
                new Pseudonym(row.pseudonym),
                profile(row, corrected, keys),
                corrected == null ? 1 : corrected.key.revision(),
                row.createdAt);
    }

    /** One answer for what does not exist and what another organisation has. */
    private <T> Outcome<T> denied(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(
                Refusal.of(caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }
}
