package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import org.sillok.evidence.Derivations;
import org.sillok.hold.Level;
import org.sillok.hold.Restrictions;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.succession.db.PackedItemRows;
import org.sillok.succession.db.SuccessionRows;

/**
 * Lets nobody else receive from here what a successor accepts, from the commit of that on: what the records say follows in
 * batches. Joins a transaction in the system's scope that has locked the succession.
 */
@ApplicationScoped
class Departure {
    private static final int PAGE = 500;

    private final PackedItemRows lines;
    private final Derivations derivations;
    private final Restrictions restrictions;

    Departure(PackedItemRows lines, Derivations derivations, Restrictions restrictions) {
        this.lines = lines;
        this.derivations = derivations;
        this.restrictions = restrictions;
    }

    /**
     * Lets nobody decide about the items that go, or hold them back, until the transaction ends: in the order of their ids, and
     * before any statement is appended.
     */
    @Transactional(TxType.MANDATORY)
    void hold(SuccessionRows.Succession row) {
        pages(row, derivations::holdForChange);
    }

    /** Restricts the items that go. They are held. */
    @Transactional(TxType.MANDATORY)
    void restrict(SuccessionRows.Succession row, Instant at) {
        PartyId owner = new PartyId(row.owner());
        pages(row, page -> restrictions.restrict(page, owner, Level.NO_NEW_SHARING, row.id(), at));
    }

    private interface Deed {
        void with(List<ItemId> items);
    }

    private void pages(SuccessionRows.Succession row, Deed deed) {
        String after = "";
        List<PackedItemRows.Line> page = lines.page(row.id(), row.export(), after, PAGE);
        while (!page.isEmpty()) {
            deed.with(page.stream()
                    .filter(line -> line.withheld() == null)
                    .map(line -> new ItemId(line.item()))
                    .toList());
            after = page.get(page.size() - 1).item();
            page = lines.page(row.id(), row.export(), after, PAGE);
        }
    }
}
