package org.sillok.fact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sillok.fact.core.RecordedFact;
import org.sillok.fact.db.FactRows;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Fact;
import org.sillok.vault.SubjectKeys;

/**
 * Judgements as decisions need them: those about some parties and states that were recorded, confirmed where that is
 * needed, and not taken back. Those that have expired or disagree are among them; the evaluator judges that. The
 * transaction must be scoped to a party or to the system.
 */
@ApplicationScoped
public class FactsOnRecord {
    private final FactRows rows;
    private final FactSeals seals;

    FactsOnRecord(FactRows rows, FactSeals seals) {
        this.rows = rows;
        this.seals = seals;
    }

    /** Costs the same queries for any number of parties and states. */
    @Transactional(TxType.MANDATORY)
    public List<Fact> about(Set<PartyId> parties, Set<StateCode> states) {
        List<String> subjects = new ArrayList<>();
        parties.forEach(party -> subjects.add(party.value()));
        states.forEach(state -> subjects.add(state.value()));
        List<FactRows.Row> found = subjects.isEmpty() ? List.of() : rows.about(subjects);
        if (found.isEmpty()) {
            return List.of();
        }
        SubjectKeys keys = seals.keys();
        return found.stream()
                .map(row -> seals.open(keys, row))
                .filter(fact -> fact.state().counts())
                .map(RecordedFact::toFact)
                .toList();
    }
}
