package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.ItemAccess;
import org.sillok.evidence.Use;
import org.sillok.hold.core.HoldAct;
import org.sillok.hold.core.HoldKind;
import org.sillok.hold.core.HoldState;
import org.sillok.hold.core.HoldTexts;
import org.sillok.hold.db.HoldItemRows;
import org.sillok.hold.db.HoldRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.HoldId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Slice;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.MaterialRef;
import org.sillok.vault.SubjectKeys;

/**
 * Shows holds: custodians everything; auditors the register without what is sealed; contributors those that were placed on
 * items of their organisation, and of them kind, state and times only. Each look is recorded.
 */
@ApplicationScoped
public class HoldReading {
    private final HoldRows rows;
    private final HoldItemRows items;
    private final HoldSeals seals;
    private final ItemAccess access;
    private final AccessLog accessLog;
    private final Scope scope;

    HoldReading(
            HoldRows rows, HoldItemRows items, HoldSeals seals, ItemAccess access, AccessLog accessLog, Scope scope) {
        this.rows = rows;
        this.items = items;
        this.seals = seals;
        this.access = access;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    @Transactional
    public Outcome<SeenHold> get(Caller caller, String id) {
        return found(caller, id, "VIEW_HOLD").map(hold -> {
            accessLog.viewed(caller.actor(), id);
            return hold;
        });
    }

    /** Shows a custodian what it has just written, without recording a look. */
    @Transactional
    public Outcome<SeenHold> shown(Caller caller, String id) {
        return found(caller, id, "VIEW_HOLD");
    }

    private Outcome<SeenHold> found(Caller caller, String id, String what) {
        enter(caller);
        Optional<HoldRows.Hold> row = rows.find(id);
        int own = row.isPresent() ? items.count(id, caller.party().value()) : 0;
        Optional<SeenHold> seen = row.filter(hold -> sees(caller, hold, own)).map(hold -> seen(caller, hold, own));
        scope.enter(caller);
        return seen.map(Outcome::done).orElseGet(() -> denied(caller, what, id));
    }

    /** The items of a hold that the caller sees, by id. What may not be discovered is not named to its owner's staff. */
    @Transactional
    public Outcome<Slice<ItemId>> items(Caller caller, String id, @Nullable ItemId after, int limit) {
        return found(caller, id, "LIST_HELD_ITEMS").map(hold -> {
            List<ItemId> named = new ArrayList<>();
            String last = after == null ? "" : after.value();
            while (named.size() <= limit) {
                List<ItemId> some = some(caller, id, last, limit + 1);
                Set<ItemId> shown = isRegister(caller) ? Set.copyOf(some) : access.discoverable(caller, some);
                some.stream().filter(shown::contains).forEach(named::add);
                if (some.size() <= limit) {
                    break;
                }
                last = some.get(limit).value();
            }
            Slice<ItemId> page = Slice.cut(named, limit);
            accessLog.listed(caller.actor(), "HELD_ITEMS", page.items().size());
            return page;
        });
    }

    private List<ItemId> some(Caller caller, String id, String last, int limit) {
        enter(caller);
        List<ItemId> some = items
                .after(id, isRegister(caller) ? null : caller.party().value(), last, limit)
                .stream()
                .map(row -> new ItemId(row.item()))
                .toList();
        scope.enter(caller);
        return some;
    }

    /** Holds, oldest first, as far as they concern the caller. */
    @Transactional
    public Outcome<Slice<SeenHold>> list(Caller caller, HoldQuery query) {
        scope.enter(caller);
        if (!mayRead(caller)) {
            return denied(caller, "LIST_HOLDS", "");
        }
        Slice<SeenHold> page = page(caller, query);
        accessLog.listed(caller.actor(), "HOLDS", page.items().size());
        return Outcome.done(page);
    }

    /** The holds that were placed on an item of the caller's organisation, oldest first. */
    @Transactional
    public Outcome<Slice<SeenHold>> ofItem(Caller caller, ItemId item, HoldQuery query) {
        scope.enter(caller);
        return access.admit(caller, item, Use.READ_METADATA, "LIST_HOLDS_OF_ITEM")
                .map(own -> {
                    Slice<SeenHold> page = Slice.cut(
                                    rows.page(caller.party().value(), page(query, List.of(), item)), query.limit())
                            .map(row -> reduced(row, 1));
                    accessLog.viewed(caller.actor(), item);
                    return page;
                });
    }

    private Slice<SeenHold> page(Caller caller, HoldQuery query) {
        boolean register = isRegister(caller);
        if (!register && (query.state() == HoldState.LIFT_PROPOSED || isHidden(caller, query.item()))) {
            return new Slice<>(List.of(), false);
        }
        enter(caller);
        HoldRows.Page wanted = page(query, states(register, query.state()), query.item());
        Slice<HoldRows.Hold> found =
                Slice.cut(rows.page(register ? null : caller.party().value(), wanted), query.limit());
        List<String> ids = found.items().stream().map(HoldRows.Hold::id).toList();
        Slice<SeenHold> page;
        if (register) {
            Map<String, List<HoldRows.Step>> steps = rows.steps(ids);
            SubjectKeys keys = seals.keys();
            page = found.map(row -> opened(caller, keys, row, steps.getOrDefault(row.id(), List.of())));
        } else {
            Map<String, Integer> own = items.counts(ids, caller.party().value());
            page = found.map(row -> reduced(row, own.getOrDefault(row.id(), 0)));
        }
        scope.enter(caller);
        return page;
    }

    private boolean isHidden(Caller caller, @Nullable ItemId item) {
        return item != null && access.discoverable(caller, List.of(item)).isEmpty();
    }

    /** The owner of what is held is not told that somebody wants the hold lifted: to it that one is placed. */
    private static List<String> states(boolean register, @Nullable HoldState state) {
        if (state == null) {
            return List.of();
        }
        return register || state != HoldState.PLACED
                ? List.of(state.name())
                : List.of(HoldState.PLACED.name(), HoldState.LIFT_PROPOSED.name());
    }

    private static HoldRows.Page page(HoldQuery query, List<String> states, @Nullable ItemId item) {
        HoldKind kind = query.kind();
        return new HoldRows.Page(
                states,
                kind == null ? "" : kind.name(),
                item == null ? "" : item.value(),
                query.after(),
                query.limit() + 1);
    }

    private void enter(Caller caller) {
        if (isRegister(caller)) {
            scope.enterSystem();
        } else {
            scope.enter(caller);
        }
    }

    private static boolean isRegister(Caller caller) {
        return caller.hasAny(Role.CUSTODIAN, Role.AUDITOR);
    }

    private static boolean mayRead(Caller caller) {
        return caller.hasAny(Role.CUSTODIAN, Role.AUDITOR, Role.CONTRIBUTOR);
    }

    private static boolean sees(Caller caller, HoldRows.Hold hold, int own) {
        return isRegister(caller) || (caller.has(Role.CONTRIBUTOR) && own > 0 && hold.placedAt() != null);
    }

    private SeenHold seen(Caller caller, HoldRows.Hold hold, int own) {
        return isRegister(caller) ? opened(caller, seals.keys(), hold, rows.steps(hold.id())) : reduced(hold, own);
    }

    private SeenHold opened(Caller caller, SubjectKeys keys, HoldRows.Hold hold, List<HoldRows.Step> done) {
        boolean opened = caller.has(Role.CUSTODIAN);
        @Nullable HoldTexts texts = opened ? seals.open(keys, hold.id(), hold.sealed()) : null;
        List<SeenHold.Step> steps =
                done.stream().map(step -> step(keys, hold.id(), step, opened)).toList();
        return new SeenHold(
                new HoldId(hold.id()),
                HoldKind.valueOf(hold.kind()),
                HoldState.valueOf(hold.state()),
                hold.items(),
                hold.until(),
                hold.proposedAt(),
                hold.placedAt(),
                hold.endedAt(),
                new SeenHold.Details(
                        opened ? new MaterialRef(new ItemId(hold.mandate()), hold.mandateVersion()) : null,
                        texts,
                        steps));
    }

    private SeenHold.Step step(SubjectKeys keys, String id, HoldRows.Step step, boolean opened) {
        String by = step.by();
        return new SeenHold.Step(
                HoldAct.valueOf(step.act()),
                by == null ? null : new UserId(by),
                step.at(),
                opened ? seals.openWhy(keys, id, step.sealed()) : null);
    }

    /** What the owner of what is held is told. That somebody wants it lifted is not among it: nothing has changed by that. */
    private static SeenHold reduced(HoldRows.Hold hold, int own) {
        HoldState state = HoldState.valueOf(hold.state());
        return new SeenHold(
                new HoldId(hold.id()),
                HoldKind.valueOf(hold.kind()),
                state == HoldState.LIFT_PROPOSED ? HoldState.PLACED : state,
                own,
                hold.until(),
                hold.proposedAt(),
                hold.placedAt(),
                hold.endedAt(),
                null);
    }

    private <T> Outcome<T> denied(Caller caller, String what, String id) {
        accessLog.denied(caller.actor(), what, id);
        return Outcome.refused(Refusal.of(mayRead(caller) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }
}
