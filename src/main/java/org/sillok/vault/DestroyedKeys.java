package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.vault.db.DestroyedKeyRows;

/**
 * What was destroyed for good. Nothing is opened for it. Who holds a lock that a destruction waits for sees whether one came
 * before.
 */
@ApplicationScoped
public class DestroyedKeys {
    private final DestroyedKeyRows rows;

    DestroyedKeys(DestroyedKeyRows rows) {
        this.rows = rows;
    }

    /** When the content key of an item, or of a bundle that one was in, was destroyed last, of those before {@code limit}. */
    public Optional<Instant> newest(Instant limit) {
        return Stream.of(ItemId.PREFIX, BundleId.PREFIX)
                .flatMap(prefix -> rows.newest(prefix + "_", limit).stream())
                .max(Comparator.naturalOrder());
    }

    /** Those of {@code subjects} whose content key was destroyed, and when: one query, which joins the caller's transaction. */
    public Map<String, Instant> content(Collection<String> subjects) {
        return rows.content(subjects);
    }
}
