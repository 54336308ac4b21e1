package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.erasure.core.ErasureState;
import org.sillok.erasure.core.ItemState;
import org.sillok.erasure.core.Progress;
import org.sillok.erasure.db.ErasureItemRows;
import org.sillok.erasure.db.ErasureRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.ErasureId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Shows erasures: to custodians and auditors all, to the staff of the organisation whose items they are its own. To everybody
 * else they look as if they did not exist.
 */
@ApplicationScoped
public class ErasureReading {
    private final ErasureRows rows;
    private final ErasureItemRows lines;
    private final ErasureSeals seals;
    private final ErasureConfig config;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;

    ErasureReading(
            ErasureRows rows,
            ErasureItemRows lines,
            ErasureSeals seals,
            ErasureConfig config,
            Vault vault,
            AccessLog accessLog,
            Scope scope) {
        this.rows = rows;
        this.lines = lines;
        this.seals = seals;
        this.config = config;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** One erasure. The look is recorded. */
    @Transactional
    public Outcome<SeenErasure> get(Caller caller, String id) {
        return found(caller, id, "VIEW_ERASURE").map(erasure -> {
            SeenErasure seen = seen(List.of(erasure)).get(0);
            scope.enter(caller);
            accessLog.viewed(caller.actor(), id);
            return seen;
        });
    }

    /** The same without recording a look: for showing a caller what it has just changed. */
    @Transactional
    public Outcome<SeenErasure> shown(Caller caller, String id) {
        return found(caller, id, "VIEW_ERASURE").map(erasure -> {
            SeenErasure seen = seen(List.of(erasure)).get(0);
            scope.enter(caller);
            return seen;
        });
    }

    /** Those that the caller may see, oldest first. */
    @Transactional
    public Outcome<Slice<SeenErasure>> list(Caller caller, ErasureQuery query) {
        scope.enter(caller);
        if (!mayRead(caller)) {
            return denied(caller, "LIST_ERASURES", "", ProblemCode.FORBIDDEN);
        }
        ErasureState state = query.state();
        Position after = query.after();
        scope.enterSystem();
        Slice<ErasureRows.Erasure> page = Slice.cut(
                rows.page(new ErasureRows.Page(
                        readsAll(caller) ? "" : caller.party().value(),
                        state == null ? "" : state.name(),
                        after == null ? null : after.time(),
                        after == null ? "" : after.id(),
                        query.limit() + 1)),
                query.limit());
        Map<String, SeenErasure> seen = new HashMap<>();
        seen(page.items()).forEach(one -> seen.put(one.id().value(), one));
        scope.enter(caller);
        accessLog.listed(caller.actor(), "ERASURES", page.items().size());
        return Outcome.done(page.map(row -> Objects.requireNonNull(seen.get(row.id()))));
    }

    /** Its items, by id. */
    @Transactional
    public Outcome<Slice<ErasedItem>> items(Caller caller, String id, @Nullable ItemId after, int limit) {
        return found(caller, id, "LIST_ERASURE_ITEMS").map(erasure -> {
            Slice<ErasedItem> page = Slice.cut(lines.page(id, after == null ? "" : after.value(), limit + 1), limit)
                    .map(ErasureReading::item);
            scope.enter(caller);
            accessLog.listed(caller.actor(), "ERASURE_ITEMS", page.items().size());
            return page;
        });
    }

    /** The row, in the system's scope; refused in the caller's. */
    private Outcome<ErasureRows.Erasure> found(Caller caller, String id, String action) {
        scope.enter(caller);
        if (!mayRead(caller)) {
            return denied(caller, action, id, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<ErasureRows.Erasure> row = (Ids.isWellFormed(ErasureId.PREFIX, id)
                        ? rows.find(id)
                        : Optional.<ErasureRows.Erasure>empty())
                .filter(one ->
                        readsAll(caller) || one.owner().equals(caller.party().value()));
        if (row.isEmpty()) {
            scope.enter(caller);
            return denied(caller, action, id, ProblemCode.NOT_FOUND);
        }
        return Outcome.done(row.get());
    }

    private static boolean mayRead(Caller caller) {
        return readsAll(caller) || caller.has(Role.CONTRIBUTOR);
    }

    private static boolean readsAll(Caller caller) {
        return caller.hasAny(Role.CUSTODIAN, Role.AUDITOR);
    }

    private List<SeenErasure> seen(List<ErasureRows.Erasure> some) {
        Map<String, SubjectKeys> keys =
                vault.keysOf(some.stream().map(ErasureRows.Erasure::id).toList());
        return some.stream()
                .map(row -> seen(row, Objects.requireNonNull(keys.get(row.id()))))
                .toList();
    }

    private SeenErasure seen(ErasureRows.Erasure row, SubjectKeys keys) {
        ErasureItemRows.Counts counts = lines.counts(row.id());
        Instant erasedAt = row.erasedAt();
        return new SeenErasure(
                new ErasureId(row.id()),
                new PartyId(row.owner()),
                row.withdrawal(),
                ErasureState.valueOf(row.state()),
                seals.reason(keys, row.reason()),
                seals.rejection(keys, row.rejection()),
                Objects.requireNonNull(step(row.proposed())),
                step(row.confirmed()),
                step(row.rejected()),
                row.job(),
                new Progress(counts.items(), counts.blocked(), counts.erased(), counts.cleaned(), counts.cleared()),
                erasedAt,
                row.clearedAt(),
                erasedAt == null ? null : erasedAt.plus(config.backupPeriod()),
                row.remains());
    }

    private static SeenErasure.@Nullable Step step(ErasureRows.@Nullable Step step) {
        return step == null ? null : new SeenErasure.Step(step.at(), new UserId(step.by()));
    }

    private static ErasedItem item(ErasureItemRows.Line line) {
        return new ErasedItem(
                new ItemId(line.item()),
                new PartyId(line.owner()),
                line.named(),
                ItemState.valueOf(line.state()),
                line.holds(),
                line.erasedAt(),
                line.objects(),
                line.removed(),
                line.clearedAt());
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
