package org.sillok.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
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
import org.sillok.source.db.SourceRow;
import org.sillok.source.db.SourceRows;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Registers sources and shows them to the organisation that knows them. Each has a custody stream and keys of its own. */
@ApplicationScoped
public class Sources {
    private static final String PROFILE = "source/profile";
    private static final int MAX_DRAWS = 8;

    private final SourceRows rows;
    private final Vault vault;
    private final Custody custody;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Sources(
            SourceRows rows,
            Vault vault,
            Custody custody,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
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
        rows.persistAndFlush(new SourceRow(
                id.value(),
                caller.party().value(),
                source.kind().name(),
                freePseudonym(caller.party()).value(),
                vault.seal(keys, KeyUse.CONTENT, PROFILE, source.profile().toBytes()),
                Timestamps.truncate(clock.instant())));
        custody.append(
                StreamRef.source(id, caller.party()),
                EventType.SOURCE_REGISTERED,
                caller.actor(),
                List.of(Fact.of(Field.SOURCE, id.value())));
        alongside.accept(id.value());
        return Outcome.done(id);
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
        return Outcome.done(open(row.get(), vault.keysOf(id)));
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public Outcome<Source> shown(Caller caller, SourceId id) {
        scope.enter(caller);
        Optional<SourceRow> row = rows.ofOwner(id.value(), caller.party().value());
        return row.isEmpty()
                ? denied(caller, "VIEW_SOURCE", id.value())
                : Outcome.done(open(row.get(), vault.keysOf(id.value())));
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
        accessLog.listed(caller.actor(), "SOURCES", ids.size());
        return Outcome.done(page.map(row -> line(row, Objects.requireNonNull(keys.get(row.id)))));
    }

    /** Whether {@code source} is one of the caller's organisation; joins a transaction that is scoped to the caller. */
    @Transactional(TxType.MANDATORY)
    public boolean isOwn(Caller caller, SourceId source) {
        return rows.ofOwner(source.value(), caller.party().value()).isPresent();
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

    private SourceSummary line(SourceRow row, SubjectKeys keys) {
        return new SourceSummary(
                new SourceId(row.id),
                SourceKind.valueOf(row.kind),
                new Pseudonym(row.pseudonym),
                keys.holds(KeyUse.CONTENT) ? profile(row, keys) : null,
                row.createdAt);
    }

    private SourceProfile profile(SourceRow row, SubjectKeys keys) {
        return SourceProfile.ofBytes(vault.open(keys, KeyUse.CONTENT, PROFILE, row.profile));
    }

    private Source open(SourceRow row, SubjectKeys keys) {
        return new Source(
                new SourceId(row.id),
                new PartyId(row.ownerParty),
                SourceKind.valueOf(row.kind),
                new Pseudonym(row.pseudonym),
                profile(row, keys),
                row.createdAt);
    }

    /** One answer for what does not exist and what another organisation has. */
    private <T> Outcome<T> denied(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(
                Refusal.of(caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }
}
