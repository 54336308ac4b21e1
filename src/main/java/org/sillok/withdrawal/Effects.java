package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.BundlesOnRecord;
import org.sillok.consent.TakingBack;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Remark;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.Happening;
import org.sillok.hold.Restrictions;
import org.sillok.identity.Caller;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.WithdrawalId;
import org.sillok.request.ConcernedRequests;
import org.sillok.sharing.DisclosedVersion;
import org.sillok.sharing.WhatLeft;
import org.sillok.terms.MaterialRef;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.core.Subject;
import org.sillok.withdrawal.db.ReachRows;

/**
 * What follows from a withdrawal at once, all of it in the transaction that records it and in the system's scope: consents
 * that are taken back, items that are held back, questions and sealings that end, and what has left that is called back.
 */
@ApplicationScoped
class Effects {
    private final ReachRows rows;
    private final TakingBack consents;
    private final ConcernedRequests requests;
    private final BundlesOnRecord bundles;
    private final WhatLeft whatLeft;
    private final Restrictions restrictions;
    private final Recalls recalls;
    private final Jobs jobs;
    private final Custody custody;
    private final Told told;

    Effects(
            ReachRows rows,
            TakingBack consents,
            ConcernedRequests requests,
            BundlesOnRecord bundles,
            WhatLeft whatLeft,
            Restrictions restrictions,
            Recalls recalls,
            Jobs jobs,
            Custody custody,
            Told told) {
        this.rows = rows;
        this.consents = consents;
        this.requests = requests;
        this.bundles = bundles;
        this.whatLeft = whatLeft;
        this.restrictions = restrictions;
        this.recalls = recalls;
        this.jobs = jobs;
        this.custody = custody;
        this.told = told;
    }

    /** A withdrawal that is recorded, and what is held for it. */
    record Recorded(
            WithdrawalId id,
            PartyId owner,
            NewWithdrawal said,
            @Nullable Instant respondBy,
            Instant at,
            Reached.Taken taken) {
        Reached.Reach reach() {
            return taken.reach();
        }
    }

    void follow(Caller caller, Recorded one) {
        org.sillok.hold.Level level =
                org.sillok.hold.Level.valueOf(one.said().level().name());
        takeBack(caller, one);
        rows.addItems(one.id().value(), items(one));
        for (ItemId item : one.reach().items()) {
            state(item, one, caller.actor());
            restrictions.restrict(item, one.owner(), level, one.id().value(), one.at());
        }
        requests.close(one.taken().asking(), one.reach().consents(), caller.actor());
        bundles.sealing(requests.naming(one.reach().items())).forEach(jobs::stop);
        callBack(one);
        told.tell(caller, one.owner(), one.id(), one.reach().items(), Happening.WITHDRAWAL_RECORDED);
    }

    private void takeBack(Caller caller, Recorded one) {
        NewWithdrawal said = one.said();
        List<ReachRows.Consent> recorded = new ArrayList<>();
        for (ConsentId consent : one.reach().consents()) {
            OptionalInt event = consents.record(
                    caller,
                    consent,
                    speaker(said.by()),
                    said.saidAt(),
                    new Remark(one.id().value(), null));
            recorded.add(new ReachRows.Consent(
                    consent.value(), one.owner().value(), event.isPresent() ? event.getAsInt() : null));
        }
        rows.addConsents(one.id().value(), recorded);
    }

    /** Who can give it anew besides the person: who took it back for somebody. What a court took back, nobody else gives. */
    private static @Nullable ExpressedBy speaker(SaidBy by) {
        return switch (by) {
            case SOURCE -> ExpressedBy.SELF;
            case GUARDIAN -> ExpressedBy.GUARDIAN;
            case NEXT_OF_KIN -> ExpressedBy.NEXT_OF_KIN;
            case ORGANISATION -> ExpressedBy.ORG_REP;
            case COURT, REPOSITORY -> null;
        };
    }

    private static List<ReachRows.Item> items(Recorded one) {
        List<ReachRows.Item> items = new ArrayList<>();
        for (ItemId item : one.reach().items()) {
            items.add(new ReachRows.Item(
                    items.size() + 1,
                    item.value(),
                    one.owner().value(),
                    !one.reach().direct().contains(item)));
        }
        return items;
    }

    private void state(ItemId item, Recorded one, Actor actor) {
        NewWithdrawal said = one.said();
        Asked asked = said.asks();
        JsonObject.Builder details = JsonObject.builder()
                .put("withdrawal", one.id().value())
                .put("by", said.by().name())
                .put("saidAt", Timestamps.format(said.saidAt()))
                .put("reasonClass", said.reasonClass().name());
        if (asked != null) {
            details.put("asked", asked.name());
        }
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of(Field.ITEM, item.value()),
                Fact.of(Field.OUTCOME, said.level().name()),
                Fact.of(Field.DETAILS, details.build())));
        if (said.subject().kind() == Subject.Kind.CONSENT) {
            facts.add(Fact.of(Field.CONSENT, said.subject().id()));
        }
        StreamRef stream = StreamRef.item(item, one.owner());
        custody.append(stream, EventType.WITHDRAWN, actor, facts);
        if (said.level().restricts()) {
            custody.append(stream, EventType.RESTRICTED, actor, facts);
        }
    }

    private void callBack(Recorded one) {
        Map<BundleId, Set<MaterialRef>> versions = new TreeMap<>(Comparator.comparing(BundleId::value));
        Map<BundleId, PartyId> recipients = new TreeMap<>(Comparator.comparing(BundleId::value));
        for (DisclosedVersion left : whatLeft.of(one.reach().items())) {
            versions.computeIfAbsent(left.bundle(), none -> new TreeSet<>()).add(left.version());
            recipients.put(left.bundle(), left.recipient());
        }
        rows.addBundles(
                one.id().value(),
                one.owner().value(),
                recipients.entrySet().stream()
                        .map(entry -> new ReachRows.Bundle(
                                entry.getKey().value(), entry.getValue().value()))
                        .toList());
        // Also if nothing is asked or nobody has it: the report to the source says so.
        recalls.issue(new RecallOrder(
                one.id(),
                one.owner(),
                one.said().level(),
                one.said().reasonClass(),
                one.said().asks(),
                one.at(),
                one.respondBy(),
                versions));
    }
}
