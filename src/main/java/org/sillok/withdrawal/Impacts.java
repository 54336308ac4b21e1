package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sillok.bundle.BundlesOnRecord;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.Derivations;
import org.sillok.evidence.ItemTitles;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.problem.Outcome;
import org.sillok.sharing.DisclosedVersion;
import org.sillok.sharing.WhatLeft;
import org.sillok.terms.MaterialRef;
import org.sillok.withdrawal.core.ImpactGraph;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.core.Subject;
import org.sillok.withdrawal.db.ReachRows;

/**
 * Where material went that was taken back, or would be: for those whose material it is, and for custodians. Titles are shown
 * to the organisation's own staff only, as far as they may read them now.
 */
@ApplicationScoped
public class Impacts {
    private static final String VIEW = "VIEW_WITHDRAWAL_IMPACT";
    private static final String PREVIEW = "PREVIEW_WITHDRAWAL";
    private static final String OTHERS = "Where it went is shown by the organisation that holds it.";

    private final WithdrawalAccess access;
    private final WithdrawalStore store;
    private final ReachRows rows;
    private final Reached reached;
    private final OnwardReports onward;
    private final Derivations derivations;
    private final ItemTitles titles;
    private final WhatLeft whatLeft;
    private final BundlesOnRecord bundles;
    private final Parties parties;
    private final AccessLog accessLog;
    private final Scope scope;

    Impacts(
            WithdrawalAccess access,
            WithdrawalStore store,
            ReachRows rows,
            Reached reached,
            OnwardReports onward,
            Derivations derivations,
            ItemTitles titles,
            WhatLeft whatLeft,
            BundlesOnRecord bundles,
            Parties parties,
            AccessLog accessLog,
            Scope scope) {
        this.access = access;
        this.store = store;
        this.rows = rows;
        this.reached = reached;
        this.onward = onward;
        this.derivations = derivations;
        this.titles = titles;
        this.whatLeft = whatLeft;
        this.bundles = bundles;
        this.parties = parties;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /**
     * Where the items of a withdrawal went, also since it was recorded. The look is recorded.
     *
     * @param from the place of the first item, from 0
     */
    @Transactional
    public Outcome<Impact> of(Caller caller, String id, long from, int limit) {
        return access.see(caller, VIEW, id).then(seen -> {
            PartyId owner = new PartyId(seen.row().owner());
            if (!mayKnow(caller, owner)) {
                return access.refused(caller, VIEW, id, OTHERS);
            }
            scope.enterSystem();
            List<ItemId> all = store.items(seen.id());
            List<ImpactGraph.Item> page = page(
                    all,
                    rows.items(id, from + 1, limit).stream()
                            .map(row -> new Line(new ItemId(row.item()), row.derived()))
                            .toList());
            Impact impact = impact(caller, owner, all, page, from);
            accessLog.viewed(caller.actor(), id);
            return Outcome.done(impact);
        });
    }

    /** Where the items of a subject went that would be reached if it were withdrawn now. Nothing is withdrawn. */
    @Transactional
    public Outcome<Impact> preview(Caller caller, Subject subject, SaidBy by, Level level, long from, int limit) {
        return access.entitled(caller, PREVIEW, subject, by, level).then(owner -> {
            if (!mayKnow(caller, owner)) {
                return access.refused(caller, PREVIEW, subject.id(), OTHERS);
            }
            scope.enterSystem();
            Reached.Reach reach = reached.look(subject);
            List<ImpactGraph.Item> page = page(
                    reach.items(),
                    reach.items().stream()
                            .skip(from)
                            .limit(limit)
                            .map(item -> new Line(item, !reach.direct().contains(item)))
                            .toList());
            Impact impact = impact(caller, owner, reach.items(), page, from);
            accessLog.listed(caller.actor(), PREVIEW, page.size());
            return Outcome.done(impact);
        });
    }

    private static boolean mayKnow(Caller caller, PartyId owner) {
        return caller.has(Role.CUSTODIAN) || isOwners(caller, owner);
    }

    private static boolean isOwners(Caller caller, PartyId owner) {
        return caller.has(Role.CONTRIBUTOR) && owner.equals(caller.party());
    }

    private record Line(ItemId item, boolean derived) {}

    private List<ImpactGraph.Item> page(Collection<ItemId> all, List<Line> lines) {
        Set<ItemId> known = new HashSet<>(all);
        Map<ItemId, List<ItemId>> parents = new HashMap<>();
        derivations.steps(lines.stream().map(Line::item).toList()).stream()
                .filter(step -> known.contains(step.parent()))
                .forEach(step -> parents.computeIfAbsent(step.item(), none -> new ArrayList<>())
                        .add(step.parent()));
        return lines.stream()
                .map(line ->
                        new ImpactGraph.Item(line.item(), line.derived(), parents.getOrDefault(line.item(), List.of())))
                .toList();
    }

    /** Leaves the scope of the caller. */
    private Impact impact(
            Caller caller, PartyId owner, Collection<ItemId> all, List<ImpactGraph.Item> page, long from) {
        List<ItemId> items = page.stream().map(ImpactGraph.Item::id).toList();
        Map<BundleId, Set<MaterialRef>> left = new TreeMap<>(Comparator.comparing(BundleId::value));
        for (DisclosedVersion one : whatLeft.of(items)) {
            left.computeIfAbsent(one.bundle(), none -> new TreeSet<>()).add(one.version());
        }
        List<ImpactGraph.Bundle> found = bundles.of(left.keySet()).values().stream()
                .map(bundle -> new ImpactGraph.Bundle(
                        bundle.id(), bundle.recipient(), bundle.state().name(), bundle.deliveredAt()))
                .toList();
        OnwardReports.Found reported = onward.of(left);
        List<ImpactGraph.Onward> passed = reported.onward();
        Set<PartyId> named = new HashSet<>();
        found.forEach(bundle -> named.add(bundle.recipient()));
        passed.forEach(one -> {
            PartyId by = one.receivedBy();
            if (by != null) {
                named.add(by);
            }
        });
        Map<PartyId, Multilingual> names = parties.names(named);
        scope.enter(caller);
        Map<ItemId, Multilingual> called = isOwners(caller, owner) ? titles.of(caller, items) : Map.of();
        long next = from + page.size();
        return new Impact(
                ImpactGraph.of(page, left, found, passed, called::get, names::get),
                all.size(),
                reported.more(),
                next < all.size() ? next : 0);
    }
}
