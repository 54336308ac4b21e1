package org.sillok.sharing.core;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementKind;

/** Whom an owner has agreements with, and which agreements matter for one of them. */
public final class Counterparties {
    private Counterparties() {}

    /** Every party that receives under some agreement, in the order of ids. */
    public static Set<PartyId> of(Collection<Agreement> agreements, PartyId owner) {
        Set<PartyId> parties = new TreeSet<>(Comparator.comparing(PartyId::value));
        agreements.stream()
                .filter(agreement -> agreement.kind() != AgreementKind.COURT_ORDER)
                .filter(agreement -> agreement.providers().contains(owner))
                .forEach(agreement -> parties.addAll(agreement.recipients()));
        parties.remove(owner);
        return parties;
    }

    /** Whether {@code party} provides or receives under it. */
    static boolean isParty(Agreement agreement, PartyId party) {
        return agreement.providers().contains(party) || agreement.recipients().contains(party);
    }

    /**
     * Those agreements in which one of {@code owners} provides and {@code requester} receives, their umbrellas up to the
     * top, and every court order to one of them: the prohibitions of an agreement with or of somebody else are not about
     * this request.
     */
    public static List<Agreement> agreementsWith(List<Agreement> agreements, Set<PartyId> owners, PartyId requester) {
        Map<String, Agreement> byId = agreements.stream()
                .collect(Collectors.toMap(agreement -> agreement.ref().id(), Function.identity(), (one, same) -> one));
        Map<String, Agreement> chosen = new LinkedHashMap<>();
        Deque<Agreement> open = new ArrayDeque<>(agreements.stream()
                .filter(agreement -> !Collections.disjoint(agreement.providers(), owners))
                .filter(agreement -> agreement.kind() == AgreementKind.COURT_ORDER
                        || agreement.recipients().contains(requester))
                .toList());
        while (!open.isEmpty()) {
            Agreement agreement = open.remove();
            if (chosen.put(agreement.ref().id(), agreement) == null && agreement.umbrella() != null) {
                Agreement umbrella = byId.get(agreement.umbrella());
                if (umbrella != null) {
                    open.add(umbrella);
                }
            }
        }
        return List.copyOf(chosen.values());
    }
}
