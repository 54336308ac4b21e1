package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sillok.agreement.AgreementsInForce;
import org.sillok.consent.BoundConsents;
import org.sillok.evidence.Derivations;
import org.sillok.evidence.JointDepositors;
import org.sillok.fact.FactsOnRecord;
import org.sillok.identity.Parties;
import org.sillok.identity.PartyStanding;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.sharing.core.Ancestors;
import org.sillok.sharing.core.Ask;
import org.sillok.sharing.core.Counterparties;
import org.sillok.sharing.core.Disclosed;
import org.sillok.sharing.core.ExternalTime;
import org.sillok.sharing.core.OnRecord;
import org.sillok.sharing.core.ReleaseAsk;
import org.sillok.sharing.core.Standing;
import org.sillok.sharing.db.TreatmentRow;
import org.sillok.sharing.db.TreatmentRows;
import org.sillok.terms.Agreement;
import org.sillok.terms.Binding;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Transformation;

/**
 * Gathers what decisions depend on, in the same number of queries however many versions are asked about (for releases, one
 * more for each joint depositor). Joins a transaction that is scoped to the owner. Everything that an owner has was deposited by it, so all ancestors are its own;
 * what its scope does not show makes a lineage incomplete, which never permits.
 */
@ApplicationScoped
class Circumstances {
    // Nothing there can forbid anything by who asks, and the token of who asks was checked for this request.
    private static final Standing PRESENT = new Standing(PartyClass.OTHER, true, null, false);

    private final Derivations derivations;
    private final JointDepositors depositors;
    private final HeldItems held;
    private final BoundConsents consents;
    private final AgreementsInForce agreements;
    private final FactsOnRecord facts;
    private final Parties parties;
    private final TreatmentRows treatments;
    private final Disclosures disclosures;
    private final ProvenTime time;
    private final Clock clock;

    Circumstances(
            Derivations derivations,
            JointDepositors depositors,
            HeldItems held,
            BoundConsents consents,
            AgreementsInForce agreements,
            FactsOnRecord facts,
            Parties parties,
            TreatmentRows treatments,
            Disclosures disclosures,
            ProvenTime time,
            Clock clock) {
        this.derivations = derivations;
        this.depositors = depositors;
        this.held = held;
        this.consents = consents;
        this.agreements = agreements;
        this.facts = facts;
        this.parties = parties;
        this.treatments = treatments;
        this.disclosures = disclosures;
        this.time = time;
        this.clock = clock;
    }

    /**
     * What decides whether the owner's staff may look. Facts, treatments and counts bear on permissions only, which an
     * owner does not need: prohibitions are decided without them.
     */
    @Transactional(TxType.MANDATORY)
    OnRecord ofOwner(PartyId owner, Collection<ItemId> items) {
        Ancestors ancestors = ancestors(owner, items);
        Map<MaterialRef, List<Binding>> bindings = consents.of(versions(ancestors));
        List<Agreement> orders = agreements.between(owners(ancestors, owner), owner);
        boolean bound = bindings.values().stream().flatMap(List::stream).anyMatch(Binding.ToConsent.class::isInstance);
        Instant now = clock.instant();
        Map<PartyId, Standing> standings =
                bound || !orders.isEmpty() ? standings(Set.of(owner), now) : Map.of(owner, PRESENT);
        // The clock holds back releases only; a look need not ask for the time.
        return new OnRecord(
                ancestors,
                bindings,
                Map.of(),
                held.of(items(ancestors)),
                orders,
                List.of(),
                Disclosed.UNKNOWN,
                standings,
                now,
                ExternalTime.NONE);
    }

    /**
     * What decides about releases, as {@code ask} asks for them, by the owner to those it has agreements with. Of those to
     * whom it would be handed on, whoever is not on record is not among the standings.
     */
    @Transactional(TxType.MANDATORY)
    OnRecord ofReleases(PartyId owner, Collection<ItemId> items, Ask ask) {
        Ancestors ancestors = ancestors(owner, items);
        Map<String, Agreement> agreed = new LinkedHashMap<>();
        Set<PartyId> known = owners(ancestors, owner);
        for (PartyId depositor : known) {
            agreements
                    .ofProvider(depositor)
                    .forEach(agreement -> agreed.put(agreement.ref().id(), agreement));
        }
        Set<PartyId> counterparties = Counterparties.of(agreed.values(), owner);
        Set<PartyId> recipients = new HashSet<>(counterparties);
        recipients.addAll(ask.handedOnTo());
        known.addAll(recipients);
        Instant now = clock.instant();
        Map<PartyId, Standing> standings = standings(known, now);
        Set<StateCode> places = Stream.concat(
                        ask.states().stream(),
                        standings.values().stream().flatMap(standing -> Stream.ofNullable(standing.seat())))
                .collect(Collectors.toSet());
        Map<MaterialRef, List<Binding>> bindings = consents.of(versions(ancestors));
        return new OnRecord(
                ancestors,
                bindings,
                treatments(ancestors),
                held.fromRelease(items(ancestors)),
                List.copyOf(agreed.values()),
                facts.about(recipients, places),
                disclosures.of(instruments(bindings, agreed.values()), null),
                standings,
                now,
                time.now());
    }

    /**
     * What decides about the release of items of {@code owner} that {@code ask} asks for. What does not concern its
     * requester is left out: the same request has the same basis, whoever else has an agreement.
     */
    @Transactional(TxType.MANDATORY)
    OnRecord ofRequest(PartyId owner, Collection<ItemId> items, ReleaseAsk ask) {
        Ancestors ancestors = ancestors(owner, items);
        Set<PartyId> known = owners(ancestors, owner);
        List<Agreement> agreed = agreements.between(known, ask.requester());
        known.addAll(ask.recipients());
        Instant now = clock.instant();
        Map<PartyId, Standing> standings = standings(known, now);
        Set<StateCode> places = Stream.concat(
                        ask.states().stream(),
                        ask.recipients().stream()
                                .map(party -> standings.getOrDefault(party, Standing.UNKNOWN))
                                .flatMap(standing -> Stream.ofNullable(standing.seat())))
                .collect(Collectors.toSet());
        Map<MaterialRef, List<Binding>> bindings = consents.of(versions(ancestors));
        return new OnRecord(
                ancestors,
                bindings,
                treatments(ancestors),
                held.fromRelease(items(ancestors)),
                agreed,
                facts.about(ask.recipients(), places),
                disclosures.of(instruments(bindings, agreed), ask.id()),
                standings,
                now,
                time.now());
    }

    /** See {@link Releases#hold}. In the order of all rooms: agreements, consents, items. */
    @Transactional(TxType.MANDATORY)
    boolean hold(PartyId requester, Collection<MaterialRef> versions) {
        Map<PartyId, List<ItemId>> items = new HashMap<>();
        derivations
                .owners(versions.stream().map(MaterialRef::item).collect(Collectors.toSet()))
                .forEach((item, owner) ->
                        items.computeIfAbsent(owner, none -> new ArrayList<>()).add(item));
        Set<MaterialRef> all = new HashSet<>();
        Set<PartyId> owners = new HashSet<>();
        items.forEach((owner, some) -> {
            Ancestors ancestors = ancestors(owner, some);
            all.addAll(versions(ancestors));
            owners.addAll(owners(ancestors, owner));
        });
        if (all.isEmpty()) {
            return true;
        }
        agreements.hold(owners, requester);
        Set<String> held = consents.hold(all);
        derivations.hold(all.stream().map(MaterialRef::item).collect(Collectors.toSet()));
        return held.containsAll(consents.bound(all));
    }

    private Ancestors ancestors(PartyId owner, Collection<ItemId> items) {
        Derivations.Graph graph = derivations.of(owner, items);
        Set<ItemId> all =
                graph.owners().keySet().stream().map(MaterialRef::item).collect(Collectors.toSet());
        Map<ItemId, Set<PartyId>> joint = depositors.of(all);
        Map<MaterialRef, Set<PartyId>> owners = new HashMap<>();
        graph.owners().forEach((version, holder) -> {
            Set<PartyId> parties = new HashSet<>(joint.getOrDefault(version.item(), Set.of()));
            parties.add(holder);
            owners.put(version, parties);
        });
        return new Ancestors(owners, graph.parents());
    }

    /** Everybody who deposited something of it, and {@code owner} in any case. */
    private static Set<PartyId> owners(Ancestors ancestors, PartyId owner) {
        Set<PartyId> owners = new HashSet<>(Set.of(owner));
        ancestors.owners().values().forEach(owners::addAll);
        return owners;
    }

    private static Set<MaterialRef> versions(Ancestors ancestors) {
        return ancestors.owners().keySet();
    }

    /** Of those that could not be read, too: what holds one back is known all the same. */
    private static Set<ItemId> items(Ancestors ancestors) {
        return Stream.concat(ancestors.owners().keySet().stream(), ancestors.parents().keySet().stream())
                .map(MaterialRef::item)
                .collect(Collectors.toSet());
    }

    /** All that may decide: a clause of an answer or of a draft may count, too, and is not here yet. */
    private static Set<String> instruments(Map<MaterialRef, List<Binding>> bindings, Collection<Agreement> agreements) {
        Set<String> ids = new HashSet<>();
        bindings.values().stream().flatMap(List::stream).forEach(binding -> {
            if (binding instanceof Binding.ToConsent to) {
                ids.add(to.consent().ref().id());
            }
        });
        agreements.forEach(agreement -> ids.add(agreement.ref().id()));
        return ids;
    }

    private Map<MaterialRef, Set<Transformation>> treatments(Ancestors ancestors) {
        Set<String> items = ancestors.owners().keySet().stream()
                .map(ref -> ref.item().value())
                .collect(Collectors.toSet());
        Map<MaterialRef, Set<Transformation>> done = new HashMap<>();
        for (TreatmentRow row : treatments.inEffect(items)) {
            done.computeIfAbsent(new MaterialRef(new ItemId(row.item), row.version), none -> new HashSet<>())
                    .addAll(Treatments.transformations(row));
        }
        return done;
    }

    private Map<PartyId, Standing> standings(Set<PartyId> of, Instant now) {
        return parties.standings(of, now).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> standing(entry.getValue())));
    }

    private static Standing standing(PartyStanding standing) {
        return new Standing(
                PartyClass.valueOf(standing.kind().name()),
                standing.active(),
                standing.seat(),
                standing.encryptionKey());
    }
}
