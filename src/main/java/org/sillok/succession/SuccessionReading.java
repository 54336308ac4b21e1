package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.kernel.SuccessionId;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.db.ExportRows;
import org.sillok.succession.db.PackedItemRows;
import org.sillok.succession.db.SuccessionRows;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Shows successions: to custodians and auditors all, to the staff of the organisation whose holdings they are its own. To
 * everybody else they look as if they did not exist.
 */
@ApplicationScoped
public class SuccessionReading {
    private static final int MOST_WITHHELD = 1_000;

    private final SuccessionRows rows;
    private final ExportRows exports;
    private final PackedItemRows lines;
    private final SuccessionRecord record;
    private final SuccessionSeals seals;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;

    SuccessionReading(
            SuccessionRows rows,
            ExportRows exports,
            PackedItemRows lines,
            SuccessionRecord record,
            SuccessionSeals seals,
            Vault vault,
            AccessLog accessLog,
            Scope scope) {
        this.rows = rows;
        this.exports = exports;
        this.lines = lines;
        this.record = record;
        this.seals = seals;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** One succession. The look is recorded. */
    @Transactional
    public Outcome<SeenSuccession> get(Caller caller, String id) {
        return found(caller, id, "VIEW_SUCCESSION").map(row -> {
            SeenSuccession seen = seen(caller, row, vault.keysOf(row.id()));
            scope.enter(caller);
            accessLog.viewed(caller.actor(), id);
            return seen;
        });
    }

    /** The same without recording a look: for showing a caller what it has just changed. */
    @Transactional
    public Outcome<SeenSuccession> shown(Caller caller, String id) {
        return found(caller, id, "VIEW_SUCCESSION").map(row -> {
            SeenSuccession seen = seen(caller, row, vault.keysOf(row.id()));
            scope.enter(caller);
            return seen;
        });
    }

    /** Those that the caller may see, oldest first. */
    @Transactional
    public Outcome<Slice<SeenSuccession>> list(Caller caller, SuccessionQuery query) {
        scope.enter(caller);
        if (!mayRead(caller)) {
            return denied(caller, "LIST_SUCCESSIONS", "", ProblemCode.FORBIDDEN);
        }
        SuccessionState state = query.state();
        Position after = query.after();
        scope.enterSystem();
        Slice<SuccessionRows.Succession> page = Slice.cut(
                rows.page(new SuccessionRows.Page(
                        readsAll(caller) ? "" : caller.party().value(),
                        state == null ? "" : state.name(),
                        after == null ? null : after.time(),
                        after == null ? "" : after.id(),
                        query.limit() + 1)),
                query.limit());
        List<String> ids =
                page.items().stream().map(SuccessionRows.Succession::id).toList();
        Map<String, SubjectKeys> keys = ids.isEmpty() ? Map.of() : vault.keysOf(ids);
        Map<String, SeenSuccession> seen = new HashMap<>();
        page.items().forEach(row -> seen.put(row.id(), seen(caller, row, Objects.requireNonNull(keys.get(row.id())))));
        scope.enter(caller);
        accessLog.listed(caller.actor(), "SUCCESSIONS", page.items().size());
        return Outcome.done(page.map(row -> Objects.requireNonNull(seen.get(row.id()))));
    }

    /** How many items of a package go; 0 while there is none. */
    @Transactional
    long items(String id) {
        scope.enterSystem();
        return record.find(id)
                .flatMap(row -> exports.result(row.id(), row.export()))
                .map(ExportRows.Result::items)
                .orElse(0);
    }

    /** The row, in the system's scope; refused in the caller's. */
    @Transactional
    Outcome<SuccessionRows.Succession> found(Caller caller, String id, String action) {
        scope.enter(caller);
        if (!mayRead(caller)) {
            return denied(caller, action, id, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<SuccessionRows.Succession> row = record.find(id)
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

    private SeenSuccession seen(Caller caller, SuccessionRows.Succession row, SubjectKeys keys) {
        byte[] statement = row.statement();
        return new SeenSuccession(
                new SuccessionId(row.id()),
                new PartyId(row.owner()),
                new PartyId(row.successor()),
                new PartyKeyId(row.partyKey()),
                Digest.sha256(row.certificate()),
                SuccessionState.valueOf(row.state()),
                seals.reason(keys, row.reason()),
                seals.rejection(keys, row.rejection()),
                Objects.requireNonNull(step(row.proposed())),
                signed(row.agreed()),
                step(row.confirmed()),
                signed(row.accepted()),
                step(row.rejected()),
                row.job(),
                packed(caller, row),
                row.handedOverAt(),
                statement == null ? null : Digest.sha256(statement));
    }

    /** Which items stay is shown to those only who see all: among them may be some that the organisation's staff may not know of. */
    private SeenSuccession.@Nullable Packed packed(Caller caller, SuccessionRows.Succession row) {
        int shown = readsAll(caller) ? MOST_WITHHELD : 0;
        return exports.result(row.id(), row.export())
                .map(result -> new SeenSuccession.Packed(
                        result.items(),
                        result.withheld(),
                        Digest.sha256(result.holdings()),
                        Digest.sha256(result.protectedPart()),
                        result.at(),
                        lines.withheld(row.id(), row.export(), shown).stream()
                                .map(line -> new SeenSuccession.Withheld(line.item(), String.valueOf(line.withheld())))
                                .toList()))
                .orElse(null);
    }

    private static SeenSuccession.@Nullable Step step(SuccessionRows.@Nullable Step step) {
        return step == null ? null : new SeenSuccession.Step(step.at(), new UserId(step.by()));
    }

    private static SeenSuccession.@Nullable Signed signed(SuccessionRows.@Nullable Signed signed) {
        return signed == null
                ? null
                : new SeenSuccession.Signed(
                        Objects.requireNonNull(step(signed.step())),
                        new PartyKeyId(signed.key()),
                        Bytes.of(signed.signature()));
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
