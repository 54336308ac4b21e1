package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.erasure.db.ErasureItemRows;
import org.sillok.kernel.ItemId;

/**
 * What organisations want to be erased, whether a withdrawal asks for it or not, as long as it is not decided or not done. Joins
 * a transaction in the system's scope: the caller has decided who learns of it.
 */
@ApplicationScoped
public class OpenErasures {
    private final ErasureItemRows lines;

    OpenErasures(ErasureItemRows lines) {
        this.lines = lines;
    }

    /**
     * Those of these items that their own organisation asked to be erased and that were not erased yet. One query. What was made
     * from them and is another organisation's is missing: that one has to ask itself.
     */
    @Transactional(TxType.MANDATORY)
    public Set<ItemId> among(Collection<ItemId> items) {
        return items.isEmpty()
                ? Set.of()
                : lines.openAmong(items.stream().map(ItemId::value).toList()).stream()
                        .map(ItemId::new)
                        .collect(Collectors.toSet());
    }
}
