package org.sillok.evidence;

import java.util.Collection;
import org.sillok.evidence.core.VersionRef;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.terms.Decision;

/**
 * Stands in front of everything that shows an item to its owner's own staff: what a source, a court or the repository
 * forbade to everybody is forbidden to them, too. Implemented where the decisions are made. Only a decision that
 * {@linkplain Decision#permits() permits} lets anything through.
 */
public interface ItemGuard {
    /**
     * Gathers what decides about these items. Costs the same number of queries however many they are, and the same for
     * items that do not exist. Call within a transaction that is scoped to the caller; what is returned asks nothing more.
     */
    Rights rights(Caller caller, Collection<ItemId> items);

    /** What the caller's organisation may do with the items that were asked about. */
    interface Rights {
        /** An item as a whole: as far as all of its versions permit. What does not exist permits nothing. */
        Decision item(ItemId item, Use use);

        /** One version, with all that it was made from. */
        Decision version(VersionRef version, Use use);
    }
}
