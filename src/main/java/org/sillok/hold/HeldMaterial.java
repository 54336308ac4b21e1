package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sillok.evidence.Derivations;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;

/** Finds the items that somebody wants to be held. Joins a transaction in the system's scope. */
@ApplicationScoped
class HeldMaterial {
    private final Derivations derivations;
    private final Instance<MaterialOf> rooms;

    HeldMaterial(Derivations derivations, Instance<MaterialOf> rooms) {
        this.derivations = derivations;
        this.rooms = rooms;
    }

    /** The items with their owners, at most {@code most}; empty if something that is named is not there. */
    Optional<Map<ItemId, PartyId>> of(NewHold wanted, int most) {
        String of = wanted.of();
        if (of != null) {
            return items(of, most).map(derivations::owners);
        }
        Map<ItemId, PartyId> owners = derivations.owners(wanted.items());
        return owners.keySet().containsAll(wanted.items()) ? Optional.of(owners) : Optional.empty();
    }

    private Optional<? extends Collection<ItemId>> items(String of, int most) {
        for (MaterialOf room : rooms) {
            if (Ids.isWellFormed(room.prefix(), of)) {
                return room.items(of, most);
            }
        }
        return Optional.<List<ItemId>>empty();
    }
}
