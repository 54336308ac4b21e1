package org.sillok.agreement.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.Argument;
import org.sillok.terms.Condition;
import org.sillok.terms.Recipient;
import org.sillok.terms.Term;

/** What is wrong with a draft among the parties and agreements that there are. */
public final class DraftRules {
    /**
     * The agreement that a draft names as its umbrella, as far as the drafter sees it.
     *
     * @param above the umbrellas above it, from the nearest
     */
    public record Umbrella(
            AgreementId id, AgreementKind kind, Standing standing, Set<PartyId> parties, List<AgreementId> above) {
        public Umbrella {
            parties = Set.copyOf(parties);
            above = List.copyOf(above);
        }
    }

    private final Draft draft;
    private final Map<PartyId, Boolean> active;
    private final List<Flaw> flaws = new ArrayList<>();

    private DraftRules(Draft draft, Map<PartyId, Boolean> active) {
        this.draft = draft;
        this.active = active;
    }

    /**
     * Everything that is wrong; empty for a draft that may be written.
     *
     * @param self the agreement that it is a version of; null for a new one
     * @param active for each party of the draft or its clauses that exists, whether it is active
     * @param umbrella the umbrella; null if there is none or the drafter sees none of that id
     */
    public static List<Flaw> check(
            Draft draft, @Nullable AgreementId self, Map<PartyId, Boolean> active, @Nullable Umbrella umbrella) {
        DraftRules rules = new DraftRules(draft, active);
        rules.parties("/providers", draft.providers());
        rules.parties("/recipients", draft.recipients());
        rules.umbrella(self, umbrella);
        for (int i = 0; i < draft.clauses().size(); i++) {
            rules.clause(draft.clauses().get(i), "/clauses/" + i);
        }
        return List.copyOf(rules.flaws);
    }

    /** Every party that the draft names, on its sides or in its clauses. */
    public static Set<PartyId> named(Draft draft) {
        Set<PartyId> named = new HashSet<>(draft.parties());
        draft.clauses().forEach(term -> named.addAll(named(term)));
        return named;
    }

    private void parties(String pointer, Set<PartyId> parties) {
        if (!active.keySet().containsAll(parties)) {
            flaws.add(Flaw.at(pointer, "a party is not known here; the custodians admit organisations"));
        } else if (parties.stream().anyMatch(party -> !active.getOrDefault(party, false))) {
            flaws.add(Flaw.at(pointer, "a party is not active; it could neither sign nor receive"));
        }
    }

    private void umbrella(@Nullable AgreementId self, @Nullable Umbrella umbrella) {
        if (draft.umbrella() == null) {
            return;
        }
        if (umbrella == null) {
            flaw("there is no such agreement for you");
            return;
        }
        if (umbrella.kind() != AgreementKind.PROTOCOL && umbrella.kind() != AgreementKind.MOU) {
            flaw("only a PROTOCOL or an MOU can be an umbrella");
        }
        if (self != null && (umbrella.id().equals(self) || umbrella.above().contains(self))) {
            flaw("the agreement would be its own umbrella");
        }
        if (umbrella.standing() == Standing.NONE) {
            flaw("the umbrella was not signed by all of its parties yet");
        }
        if (umbrella.standing() == Standing.TERMINATED) {
            flaw("the umbrella is terminated, so nothing under it would be in force");
        }
        if (umbrella.standing() != Standing.NONE && !umbrella.parties().containsAll(draft.parties())) {
            flaw("the umbrella does not name every party of this agreement; amend it first");
        }
    }

    private void flaw(String detail) {
        flaws.add(Flaw.at("/umbrella", detail));
    }

    private void clause(Term term, String pointer) {
        if (term.permits() && draft.kind() == AgreementKind.COURT_ORDER) {
            flaws.add(Flaw.at(
                    pointer + "/effect",
                    "a court order never permits anything here: compelled disclosure is an act of its own"));
        }
        Set<PartyId> named = named(term);
        if (!active.keySet().containsAll(named)
                || named.stream().anyMatch(party -> !active.getOrDefault(party, false))) {
            flaws.add(Flaw.at(pointer, "it names a party that is not known here or not active"));
        } else if (draft.kind() != AgreementKind.COURT_ORDER
                && !draft.recipients().containsAll(named)) {
            flaws.add(
                    Flaw.at(
                            pointer,
                            "it names a party that is not a recipient of this agreement, so for that party it would never count"));
        }
    }

    private static Set<PartyId> named(Term term) {
        Set<PartyId> named = new HashSet<>();
        add(named, term.recipients().only());
        add(named, term.recipients().except());
        for (Condition condition : term.conditions()) {
            if (condition.argument() instanceof Argument.Recipients to) {
                add(named, to.recipients());
            }
        }
        return named;
    }

    private static void add(Set<PartyId> named, Set<Recipient> recipients) {
        for (Recipient recipient : recipients) {
            if (recipient instanceof Recipient.One one) {
                named.add(one.party());
            }
        }
    }
}
