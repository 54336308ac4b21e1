package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.evidence.core.Activity;
import org.sillok.evidence.core.VersionRef;
import org.sillok.evidence.db.DerivationRows;
import org.sillok.evidence.db.ItemRow;
import org.sillok.evidence.db.Items;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.terms.Decision;

/** Whether a version may be made, of an item and from others; decided in the transaction that records it. */
@ApplicationScoped
class Derivable {
    static final String EXTEND = "EXTEND_ITEM";

    private final Items items;
    private final DerivationRows derivations;
    private final ItemAccess access;
    private final ErasuresUnderWay erasures;

    Derivable(Items items, DerivationRows derivations, ItemAccess access, ErasuresUnderWay erasures) {
        this.items = items;
        this.derivations = derivations;
        this.access = access;
        this.erasures = erasures;
    }

    /**
     * Holds the item against changes, and what the version was made from against being erased, until the transaction ends; in
     * the order of their ids.
     */
    @Transactional(TxType.MANDATORY)
    Outcome<ItemRow> hold(Caller caller, NewVersion version) {
        String own = version.item().value();
        List<String> parents = version.description().parents().stream()
                .map(parent -> parent.item().value())
                .filter(parent -> !parent.equals(own))
                .distinct()
                .sorted()
                .toList();
        hold(parents.stream().filter(id -> id.compareTo(own) < 0).toList());
        Optional<ItemRow> row = items.ofOwnerForUpdate(own, caller.party().value());
        hold(parents.stream().filter(id -> id.compareTo(own) > 0).toList());
        if (row.isEmpty()) {
            return access.denied(caller, EXTEND, own);
        }
        // An erasure waits for these locks, or came before.
        List<ItemId> involved =
                new ArrayList<>(parents.stream().map(ItemId::new).toList());
        involved.add(version.item());
        if (!access.erased(involved).isEmpty()) {
            return access.erased(caller, EXTEND, version.item());
        }
        Optional<Outcome<ItemRow>> refusal = notDerivable(caller, version);
        if (refusal.isEmpty() && erasures.anyOf(involved)) {
            // It would go with that, unread by those who agreed to it.
            return Outcome.refused(ProblemCode.CONFLICT, "The item, or what it is made from, is being erased.");
        }
        return refusal.orElseGet(() -> Outcome.done(row.get()));
    }

    private void hold(List<String> ids) {
        if (!ids.isEmpty()) {
            derivations.hold(ids);
        }
    }

    private Optional<Outcome<ItemRow>> notDerivable(Caller caller, NewVersion version) {
        List<VersionRef> parents = version.description().parents();
        Set<ItemId> involved = parents.stream().map(VersionRef::item).collect(Collectors.toSet());
        involved.add(version.item());
        ItemGuard.Rights rights = access.rights(caller, involved);
        if (!rights.item(version.item(), Use.DISCOVER).permits()) {
            return Optional.of(access.denied(caller, EXTEND, version.item().value()));
        }
        Decision own = rights.item(version.item(), Use.READ_METADATA);
        if (!own.permits()) {
            return Optional.of(access.notPermitted(caller, EXTEND, version.item(), own));
        }
        for (VersionRef parent : parents) {
            boolean there =
                    items.hasVersion(caller.party().value(), parent.item().value(), parent.version());
            if (!(rights.item(parent.item(), Use.DISCOVER).permits() && there)) {
                return Optional.of(Outcome.refused(
                        ProblemCode.INVALID_FIELD, "A parent is not a version of an item of your organisation."));
            }
        }
        Use use = version.description().activity() == Activity.TRANSLATION ? Use.TRANSLATE : Use.READ_CONTENT;
        for (VersionRef parent : parents) {
            Decision decision = rights.version(parent, use);
            if (!decision.permits()) {
                return Optional.of(access.notPermitted(caller, EXTEND, parent.item(), decision));
            }
        }
        return Optional.empty();
    }
}
