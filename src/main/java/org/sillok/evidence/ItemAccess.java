package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.core.VersionRef;
import org.sillok.evidence.db.ItemRow;
import org.sillok.evidence.db.Items;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.kernel.ItemId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.Decision;
import org.sillok.terms.GuardCode;
import org.sillok.terms.Reason;
import org.sillok.terms.ReasonCode;

/**
 * The one way to an item for the owner's staff: ownership, role and the {@link ItemGuard}, with every denial on the
 * record. Every method joins a transaction that is scoped to the caller.
 */
@ApplicationScoped
public class ItemAccess {
    private static final Set<String> GONE = Set.of(GuardCode.ERASED.name(), GuardCode.RESTRICTED.name());

    private final Items items;
    private final ItemGuard guard;
    private final ErasedItems erased;
    private final AccessLog accessLog;

    ItemAccess(Items items, ItemGuard guard, ErasedItems erased, AccessLog accessLog) {
        this.items = items;
        this.guard = guard;
        this.erased = erased;
        this.accessLog = accessLog;
    }

    /** An item that the caller may reach. */
    record Reached(ItemRow row, ItemGuard.Rights rights) {}

    /**
     * The item, if the caller may do {@code use} with it. What may not be discovered is refused like what is not there. Of what
     * was erased the custody can be read, and nothing else.
     */
    @Transactional(TxType.MANDATORY)
    Outcome<Reached> reach(Caller caller, ItemId item, Use use, String what) {
        // The same queries run whatever the role allows and whether or not the item exists: a denial costs the same.
        Optional<ItemRow> row = items.ofOwner(item.value(), caller.party().value());
        ItemGuard.Rights rights = guard.rights(caller, List.of(item));
        boolean gone = isErased(item);
        boolean discovered = isDiscovered(rights, item, gone);
        if (row.isEmpty() || !caller.has(Role.CONTRIBUTOR) || !discovered) {
            return denied(caller, what, item.value());
        }
        Decision decision = rights.item(item, use);
        if (gone && use != Use.READ_CUSTODY) {
            return erased(caller, what, item);
        }
        return isPermitted(decision, gone)
                ? Outcome.done(new Reached(row.get(), rights))
                : notPermitted(caller, what, item, decision);
    }

    /** Whether the caller may do {@code use} with the item; done, or refused as on the item's own routes. */
    @Transactional(TxType.MANDATORY)
    public Outcome<ItemId> admit(Caller caller, ItemId item, Use use, String what) {
        return reach(caller, item, use, what).map(reached -> item);
    }

    /**
     * Whether the item is one of the caller's organisation, whatever binds it. For the administration of consents only:
     * a prohibition that hides an item must not hide the way to correct the prohibition. Shows nothing of the item.
     */
    @Transactional(TxType.MANDATORY)
    public Outcome<ItemId> administer(Caller caller, ItemId item, String what) {
        boolean own = items.ofOwner(item.value(), caller.party().value()).isPresent();
        return own && caller.has(Role.CONTRIBUTOR) ? Outcome.done(item) : denied(caller, what, item.value());
    }

    /** Those of {@code items} that the caller may discover; one that does not exist is not among them. */
    @Transactional(TxType.MANDATORY)
    public Set<ItemId> discoverable(Caller caller, Collection<ItemId> items) {
        if (items.isEmpty()) {
            return Set.of();
        }
        ItemGuard.Rights rights = guard.rights(caller, items);
        return items.stream()
                .filter(item -> rights.item(item, Use.DISCOVER).permits())
                .collect(Collectors.toSet());
    }

    /**
     * Those of {@code items} that may be named and counted to the caller among what its organisation gave away: what it may
     * discover, and what was erased or withdrawn before that if nothing else hides it. They knew of it.
     */
    @Transactional(TxType.MANDATORY)
    public Set<ItemId> nameable(Caller caller, Collection<ItemId> items) {
        if (items.isEmpty()) {
            return Set.of();
        }
        ItemGuard.Rights rights = guard.rights(caller, items);
        Set<ItemId> gone = erased.among(items).keySet();
        return items.stream()
                .filter(item -> isDiscovered(rights, item, gone.contains(item)))
                .collect(Collectors.toSet());
    }

    /** The items among {@code parents} that must not be named to the caller. Asks nothing if all are in {@code item}. */
    Set<ItemId> undiscoverable(Caller caller, ItemId item, Collection<VersionRef> parents) {
        Set<ItemId> others = parents.stream()
                .map(VersionRef::item)
                .filter(parent -> !parent.equals(item))
                .collect(Collectors.toSet());
        others.removeAll(discoverable(caller, others));
        return others;
    }

    /** Those of {@code items} that were erased, and when. */
    Map<ItemId, Instant> erased(Collection<ItemId> items) {
        return erased.among(items);
    }

    boolean isErased(ItemId item) {
        return !erased.among(List.of(item)).isEmpty();
    }

    /**
     * Whether the owner's staff may know of it. That it was erased is no secret to those who knew of it before: only what a
     * term forbids still hides it.
     */
    static boolean isDiscovered(ItemGuard.Rights rights, ItemId item, boolean gone) {
        return isPermitted(rights.item(item, Use.DISCOVER), gone);
    }

    /** Whether nothing speaks against it but that it is erased, or was withdrawn before. */
    private static boolean isPermitted(Decision decision, boolean gone) {
        return decision.permits()
                || (gone
                        && decision.reasons().stream()
                                .allMatch(reason ->
                                        reason.code() == ReasonCode.HELD_BACK && GONE.contains(reason.detail())));
    }

    /** The answer about what was erased, to those who may know that it was here. */
    <T> Outcome<T> erased(Caller caller, String what, ItemId item) {
        accessLog.denied(caller.actor(), what, item.value());
        return Outcome.refused(Refusal.of(ProblemCode.ERASED));
    }

    ItemGuard.Rights rights(Caller caller, Collection<ItemId> items) {
        return guard.rights(caller, items);
    }

    /** One answer for what does not exist, what another organisation has, and what may not be discovered. */
    <T> Outcome<T> denied(Caller caller, String what, String id) {
        accessLog.denied(caller.actor(), what, id);
        return Outcome.refused(
                Refusal.of(caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }

    /** The answer to what may be discovered but not had: reasons by code, never by text or by what they are about. */
    <T> Outcome<T> notPermitted(Caller caller, String what, ItemId item, Decision decision) {
        accessLog.denied(caller.actor(), what, item.value());
        String codes =
                decision.reasons().stream().map(ItemAccess::code).distinct().collect(Collectors.joining(", "));
        return Outcome.refused(ProblemCode.NOT_PERMITTED, "Not permitted: " + codes + ".");
    }

    private static String code(Reason reason) {
        return reason.detail().isEmpty() ? reason.code().name() : reason.code() + " " + reason.detail();
    }
}
