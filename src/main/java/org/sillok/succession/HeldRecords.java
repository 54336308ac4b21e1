package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementHoldings;
import org.sillok.consent.ConsentHoldings;
import org.sillok.consent.core.NoticeId;
import org.sillok.evidence.ItemHoldings;
import org.sillok.evidence.ReadableFile;
import org.sillok.evidence.ReleasedVersions;
import org.sillok.hold.RestrictionHoldings;
import org.sillok.identity.Scope;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.WithdrawalId;
import org.sillok.sharing.DisclosedVersion;
import org.sillok.sharing.StoredTreatment;
import org.sillok.sharing.TreatmentInspection;
import org.sillok.sharing.WhatLeft;
import org.sillok.source.SourceHoldings;
import org.sillok.terms.MaterialRef;
import org.sillok.withdrawal.WithdrawalHoldings;

/** Reads, a transaction each and in the system's scope, what goes into a package. */
@ApplicationScoped
@Transactional
class HeldRecords {
    static final int PAGE = 200;

    private final ItemHoldings items;
    private final ReleasedVersions versions;
    private final ConsentHoldings consents;
    private final AgreementHoldings agreements;
    private final SourceHoldings sources;
    private final WithdrawalHoldings withdrawals;
    private final RestrictionHoldings restrictions;
    private final TreatmentInspection treatments;
    private final WhatLeft whatLeft;
    private final Scope scope;

    HeldRecords(
            ItemHoldings items,
            ReleasedVersions versions,
            ConsentHoldings consents,
            AgreementHoldings agreements,
            SourceHoldings sources,
            WithdrawalHoldings withdrawals,
            RestrictionHoldings restrictions,
            TreatmentInspection treatments,
            WhatLeft whatLeft,
            Scope scope) {
        this.items = items;
        this.versions = versions;
        this.consents = consents;
        this.agreements = agreements;
        this.sources = sources;
        this.withdrawals = withdrawals;
        this.restrictions = restrictions;
        this.treatments = treatments;
        this.whatLeft = whatLeft;
        this.scope = scope;
    }

    /** An item with everything that binds it and became of it. */
    record Item(ItemHoldings.Held held, JsonObject record) {}

    Item item(ItemId id) {
        scope.enterSystem();
        ItemHoldings.Held held = items.of(id);
        return new Item(
                held,
                JsonObject.builder()
                        .put("type", "sillok/held-item/1")
                        .put("item", held.record())
                        .put("files", ItemFiles.list(held))
                        .put("bindings", consents.bindings(id))
                        .put("holds", restrictions.holds(id))
                        .put("restrictions", restrictions.restrictions(id))
                        .put(
                                "treatments",
                                array(treatments.treatments(List.of(id.value())).stream()
                                        .map(HeldRecords::treatment)
                                        .toList()))
                        .put(
                                "releases",
                                array(whatLeft.of(List.of(id)).stream()
                                        .map(HeldRecords::release)
                                        .toList()))
                        .build());
    }

    private static JsonObject release(DisclosedVersion one) {
        return JsonObject.builder()
                .put("bundle", one.bundle().value())
                .put("version", one.version().version())
                .put("recipient", one.recipient().value())
                .put("at", Timestamps.format(one.at()))
                .build();
    }

    private static JsonObject treatment(StoredTreatment one) {
        JsonObject.Builder json = JsonObject.builder()
                .put("id", one.id())
                .put("version", one.version())
                .put("transformations", JsonArray.ofTexts(one.transformations()))
                .put("proposed", step(one.proposed()));
        if (one.approved() != null) {
            json.put("approved", step(one.approved()));
        }
        if (one.revoked() != null) {
            json.put("revoked", step(one.revoked()));
        }
        return json.build();
    }

    private static JsonObject step(StoredTreatment.Step step) {
        return JsonObject.builder()
                .put("at", Timestamps.format(step.at()))
                .put("by", step.by())
                .build();
    }

    private static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(objects.stream().<JsonValue>map(one -> one).toList());
    }

    /** The files of a version with their keys, by their numbers. */
    Map<Integer, ReadableFile> readable(PartyId owner, ItemId item, int version) {
        scope.enterSystem();
        MaterialRef ref = new MaterialRef(item, version);
        return versions
                .readable(List.of(new ReleasedVersions.Owned(ref, owner)), Long.MAX_VALUE)
                .getOrDefault(ref, List.of())
                .stream()
                .collect(Collectors.toMap(file -> file.file().number(), file -> file));
    }

    /** Ids of one kind after {@code last}. */
    List<String> agreementsAfter(String last) {
        scope.enterSystem();
        return agreements.after(last, PAGE);
    }

    Optional<AgreementHoldings.Held> agreement(PartyId owner, String id) {
        scope.enterSystem();
        return agreements.of(owner, id);
    }

    List<String> consentsAfter(PartyId owner, String last) {
        scope.enterSystem();
        return consents.after(owner, last, PAGE).stream().map(ConsentId::value).toList();
    }

    JsonObject consent(String id) {
        scope.enterSystem();
        return consents.of(new ConsentId(id));
    }

    List<String> noticesAfter(PartyId owner, String last) {
        scope.enterSystem();
        return consents.noticesAfter(owner, last, PAGE).stream()
                .map(notice -> notice.id().value())
                .toList();
    }

    JsonObject notice(String id) {
        scope.enterSystem();
        return consents.notice(new NoticeId(id));
    }

    List<SourceId> sourcesAfter(PartyId owner, @Nullable SourceId last) {
        scope.enterSystem();
        return sources.after(owner, last == null ? "" : last.value(), PAGE);
    }

    JsonObject source(SourceId id) {
        scope.enterSystem();
        return sources.outline(id);
    }

    /** What protects a source by being apart: profiles and decisions about its name. */
    JsonObject.Builder protectedSource(SourceId id) {
        scope.enterSystem();
        return JsonObject.builder()
                .put("type", "sillok/held-source/1")
                .put("source", sources.outline(id))
                .put("profiles", JsonArray.ofTexts(sources.profiles(id)))
                .put("namings", consents.namings(id));
    }

    List<String> withdrawalsAfter(PartyId owner, String last) {
        scope.enterSystem();
        return withdrawals.after(owner, last, PAGE).stream()
                .map(one -> one.id().value())
                .toList();
    }

    JsonObject withdrawal(String id) {
        scope.enterSystem();
        return withdrawals.of(new WithdrawalId(id));
    }
}
