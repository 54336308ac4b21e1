package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.sharing.db.StoredDisclosures;
import org.sillok.terms.MaterialRef;

/**
 * Who received what, for who has to reach everybody that has it. Joins a transaction in the system's scope and records no
 * look: whoever calls has checked who asks.
 */
@ApplicationScoped
public class WhatLeft {
    private final StoredDisclosures rows;

    WhatLeft(StoredDisclosures rows) {
        this.rows = rows;
    }

    /** All versions of these items that were ever sealed into a bundle, by bundle and version. One query. */
    @Transactional(TxType.MANDATORY)
    public List<DisclosedVersion> of(Collection<ItemId> items) {
        return items.isEmpty()
                ? List.of()
                : rows.made(items.stream().map(ItemId::value).toList()).stream()
                        .map(row -> new DisclosedVersion(
                                new BundleId(row.bundle()),
                                new MaterialRef(new ItemId(row.item()), row.version()),
                                new PartyId(row.recipient()),
                                row.at()))
                        .toList();
    }
}
