package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import org.sillok.erasure.db.ErasureItemRows;
import org.sillok.evidence.ErasuresUnderWay;
import org.sillok.kernel.ItemId;

/** Whoever asks holds the items: who confirms waits for that, or came before and is seen here. */
@ApplicationScoped
class ConfirmedItems implements ErasuresUnderWay {
    private final ErasureItemRows lines;

    ConfirmedItems(ErasureItemRows lines) {
        this.lines = lines;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean anyOf(Collection<ItemId> items) {
        return lines.isUnderWay(items.stream().map(ItemId::value).toList());
    }
}
