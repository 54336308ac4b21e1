package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sillok.consent.TakingBack;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Earlier;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.db.ReachRows;
import org.sillok.withdrawal.db.WithdrawalRows;

/** Tells whether a withdrawal would change nothing: then it need not be recorded. Joins a transaction in the system's scope. */
@ApplicationScoped
class Repetition {
    private final WithdrawalRows rows;
    private final ReachRows reached;
    private final TakingBack consents;

    Repetition(WithdrawalRows rows, ReachRows reached, TakingBack consents) {
        this.rows = rows;
        this.reached = reached;
        this.consents = consents;
    }

    /**
     * The withdrawal that stands and says as much, about all that is reached now; empty if there is none, or if something of
     * it was permitted anew. Call it with the subject and all that is reached held.
     */
    Optional<WithdrawalId> of(PartyId recordedBy, NewWithdrawal said, Reached.Reach reach) {
        if (consents.permitsAny(reach.consents())) {
            return Optional.empty();
        }
        return Earlier.covering(
                        rows
                                .standing(
                                        said.subject().id(),
                                        recordedBy.value(),
                                        said.by().name())
                                .stream()
                                .map(Repetition::earlier)
                                .toList(),
                        said.level(),
                        said.asks())
                .stream()
                .filter(id -> reached.hasAll(
                        id.value(), reach.items().stream().map(ItemId::value).toList()))
                .findFirst();
    }

    private static Earlier earlier(WithdrawalRows.Row row) {
        String asked = row.asked();
        return new Earlier(
                new WithdrawalId(row.id()), Level.valueOf(row.level()), asked == null ? null : Asked.valueOf(asked));
    }
}
