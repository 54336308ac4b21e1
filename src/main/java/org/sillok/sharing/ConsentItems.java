package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.BoundConsents;
import org.sillok.consent.Consents;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;

/**
 * To which items a consent is bound: the way to what a mistaken prohibition hides. Names ids and nothing else, whatever
 * may be discovered.
 */
@ApplicationScoped
public class ConsentItems {
    private final Consents consents;
    private final BoundConsents bound;
    private final AccessLog accessLog;

    ConsentItems(Consents consents, BoundConsents bound, AccessLog accessLog) {
        this.consents = consents;
        this.bound = bound;
        this.accessLog = accessLog;
    }

    /** Items with a binding to a consent of the caller's organisation, by id. Recorded as a look at the consent. */
    @Transactional
    public Outcome<Slice<ItemId>> list(Caller caller, String consent, @Nullable ItemId after, int limit) {
        return consents.get(caller, consent).map(own -> {
            List<ItemId> items = bound.itemsOf(new ConsentId(consent), after, limit + 1);
            Slice<ItemId> page = Slice.cut(items, limit);
            accessLog.listed(caller.actor(), "ITEMS_OF_CONSENT", page.items().size());
            return page;
        });
    }
}
