package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import org.sillok.hold.db.RestrictionRows;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;

/**
 * What withdrawals forbid, in effect from the commit of the transaction on. Who restricts items holds them against decisions
 * first ({@link org.sillok.evidence.Derivations#holdForChange}), in the order of all rooms; in the scope of the owner or of the
 * system. Every method is harmless when repeated.
 */
@ApplicationScoped
public class Restrictions {
    private final RestrictionRows rows;

    Restrictions(RestrictionRows rows) {
        this.rows = rows;
    }

    /** Nobody receives the item any more, or looks at it, as far as the level says. A withdrawal has one level. */
    @Transactional(TxType.MANDATORY)
    public void restrict(ItemId item, PartyId owner, Level level, String withdrawal, Instant at) {
        rows.add(withdrawal, item.value(), level.name(), owner.value(), Timestamps.truncate(at));
    }

    /** The same for many items of one owner: one statement. */
    @Transactional(TxType.MANDATORY)
    public void restrict(Collection<ItemId> items, PartyId owner, Level level, String withdrawal, Instant at) {
        if (!items.isEmpty()) {
            rows.addAll(
                    withdrawal,
                    items.stream().map(ItemId::value).toList(),
                    level.name(),
                    owner.value(),
                    Timestamps.truncate(at));
        }
    }

    /** Lifts what this withdrawal forbids; other withdrawals and holds stay. */
    @Transactional(TxType.MANDATORY)
    public void lift(String withdrawal, Instant at) {
        rows.lift(withdrawal, Timestamps.truncate(at));
    }
}
