package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.core.ItemKind;
import org.sillok.evidence.db.ErasureRows;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.PartyId;

/**
 * What an erasure needs of items. Joins its transactions, which are in the system's scope, and decides nothing. Keys are
 * destroyed elsewhere, between {@link #hold} and {@link #tombstone}.
 */
@ApplicationScoped
public class ItemErasure {
    private final ErasureRows rows;
    private final Derivations derivations;
    private final ErasedItems erased;
    private final Custody custody;

    ItemErasure(ErasureRows rows, Derivations derivations, ErasedItems erased, Custody custody) {
        this.rows = rows;
        this.derivations = derivations;
        this.erased = erased;
        this.custody = custody;
    }

    /**
     * An item that nobody else changes, releases or makes something from until the transaction ends.
     *
     * @param objects what is stored of it, in the order of its versions and files
     */
    public record Held(ItemId item, PartyId owner, int versions, List<ObjectId> objects) {
        public Held {
            objects = List.copyOf(objects);
        }
    }

    /**
     * Those of {@code items} that exist, with all that was made from them, of any owners; in the order of their ids, and at
     * most {@code limit}. An item goes as a whole if one of its versions was made from what goes.
     */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, PartyId> withDerivatives(Collection<ItemId> items, int limit) {
        Map<ItemId, PartyId> owners = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        rows.closure(items.stream().map(ItemId::value).toList(), limit)
                .forEach((item, owner) -> owners.put(new ItemId(item), new PartyId(owner)));
        return owners;
    }

    /** The same while nobody decides about {@code items}, or makes something from them, until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, PartyId> heldWithDerivatives(Collection<ItemId> items, int limit) {
        derivations.holdForChange(items);
        return withDerivatives(items, limit);
    }

    /** Waits for everybody who works on the item, and keeps all others away. Empty if there is no such item. */
    @Transactional(TxType.MANDATORY)
    public Optional<Held> hold(ItemId item) {
        return rows.lock(item.value())
                .map(head -> new Held(
                        item,
                        new PartyId(head.owner()),
                        head.versions(),
                        rows.objects(item.value()).stream().map(ObjectId::new).toList()));
    }

    /** Those whose content key was destroyed. */
    @Transactional(TxType.MANDATORY)
    public Set<ItemId> destroyed(Collection<ItemId> items) {
        return erased.among(items).keySet();
    }

    /** Empties what the item's row says in clear. */
    @Transactional(TxType.MANDATORY)
    public void blank(Held held) {
        rows.blank(held.item().value(), ItemKind.OTHER.name());
    }

    /**
     * Puts on record that the item was erased, and empties what its row said in clear. Only after its keys were seen to be
     * gone.
     *
     * @param more what the statement says besides the item
     * @throws IllegalStateException if its content key is not on record as destroyed
     */
    @Transactional(TxType.MANDATORY)
    public Recorded tombstone(Held held, List<Fact> more) {
        if (erased.among(List.of(held.item())).isEmpty()) {
            throw new IllegalStateException(held.item() + " was not erased");
        }
        blank(held);
        List<Fact> facts = new ArrayList<>(more);
        facts.add(Fact.of(Field.ITEM, held.item().value()));
        return custody.append(StreamRef.item(held.item(), held.owner()), EventType.ERASED, null, facts);
    }
}
