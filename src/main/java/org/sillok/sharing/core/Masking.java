package org.sillok.sharing.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Binding;
import org.sillok.terms.Decision;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Obligation;
import org.sillok.terms.Reason;
import org.sillok.terms.ReasonCode;

/**
 * Takes the names of what must not be discovered out of an answer: of such an ancestor, and of a consent that is bound to
 * such ancestors only, it says no more than that there is one; so it does of agreements between others.
 */
public final class Masking {
    /** What stands in place of a name. */
    public static final String ANCESTOR = "ANCESTOR";

    /** What stands in place of the name of an agreement between others. */
    public static final String ANOTHER_AGREEMENT = "ANOTHER_AGREEMENT";

    private final Set<String> hidden;
    private final Set<String> others;

    private Masking(Set<String> hidden, Set<String> others) {
        this.hidden = Set.copyOf(hidden);
        this.others = Set.copyOf(others);
    }

    /**
     * A masking of answers about a line of versions for a reader.
     *
     * @param named the items that may be named
     */
    public static Masking of(List<MaterialRef> line, OnRecord record, Set<ItemId> named, PartyId reader) {
        Set<String> hidden = new HashSet<>();
        Set<String> shown = new HashSet<>();
        for (MaterialRef ref : line) {
            boolean nameable = named.contains(ref.item());
            if (!nameable) {
                hidden.add(ref.item().value());
            }
            for (Binding binding : record.bindings().getOrDefault(ref, List.of())) {
                if (binding instanceof Binding.ToConsent bound) {
                    (nameable ? shown : hidden).add(bound.consent().ref().id());
                }
            }
        }
        hidden.removeAll(shown);
        return new Masking(
                hidden,
                record.agreements().stream()
                        .filter(agreement -> !Counterparties.isParty(agreement, reader))
                        .map(agreement -> agreement.ref().id())
                        .collect(Collectors.toSet()));
    }

    /** The decision under other names; how many are hidden cannot be told from it. */
    public Decision of(Decision decision) {
        return new Decision(
                decision.outcome(),
                decision.obligations(),
                decision.window(),
                decision.reasons().stream()
                        .map(this::masked)
                        .sorted()
                        .distinct()
                        .toList());
    }

    /** Of what others agreed between them it says no more than that it is not enough. */
    private Reason masked(Reason reason) {
        String place = place(reason.place());
        return place.equals(ANOTHER_AGREEMENT)
                ? new Reason(reason.outcome(), ReasonCode.NO_AGREEMENT, place, "")
                : new Reason(reason.outcome(), reason.code(), place, reason.detail());
    }

    /** Where an obligation comes from. */
    public String place(Obligation obligation) {
        return place(obligation.clause().toString());
    }

    private String place(String place) {
        int end = place.indexOf('/');
        String id = end < 0 ? place : place.substring(0, end);
        if (others.contains(id)) {
            return ANOTHER_AGREEMENT;
        }
        return hidden.contains(id) ? ANCESTOR : place;
    }
}
