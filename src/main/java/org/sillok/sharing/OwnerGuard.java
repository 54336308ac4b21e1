package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.evidence.ItemGuard;
import org.sillok.evidence.Use;
import org.sillok.evidence.core.VersionRef;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.sharing.core.OnRecord;
import org.sillok.sharing.core.OwnerRequest;
import org.sillok.sharing.core.Standing;
import org.sillok.sharing.core.Worst;
import org.sillok.terms.Decision;
import org.sillok.terms.Evaluator;
import org.sillok.terms.MaterialRef;

/** Asks the evaluator for the owner's own staff before anything of an item is shown. */
@ApplicationScoped
class OwnerGuard implements ItemGuard {
    private final Circumstances circumstances;

    OwnerGuard(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Rights rights(Caller caller, Collection<ItemId> items) {
        return new Decided(caller.party(), circumstances.ofOwner(caller.party(), items));
    }

    /** Decides on demand, each thing once. Belongs to one thread. */
    private static final class Decided implements Rights {
        private final PartyId owner;
        private final OnRecord record;
        private final Map<ItemId, Set<MaterialRef>> versions;
        private final Map<MaterialRef, Map<Use, Decision>> decided = new HashMap<>();

        Decided(PartyId owner, OnRecord record) {
            this.owner = owner;
            this.record = record;
            this.versions = record.ancestors().byItem();
        }

        @Override
        public Decision item(ItemId item, Use use) {
            return Worst.of(versions.getOrDefault(item, Set.of()).stream()
                    .map(version -> decide(version, use))
                    .collect(Collectors.toList()));
        }

        @Override
        public Decision version(VersionRef version, Use use) {
            return decide(new MaterialRef(version.item(), version.version()), use);
        }

        private Decision decide(MaterialRef version, Use use) {
            return decided.computeIfAbsent(version, none -> new HashMap<>())
                    .computeIfAbsent(
                            use,
                            none -> Evaluator.decide(record.question(
                                    OwnerRequest.of(owner, standing(), use.actions(), use.part()), version)));
        }

        private Standing standing() {
            return record.standings().getOrDefault(owner, Standing.UNKNOWN);
        }
    }
}
