package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StoredStatement;
import org.sillok.fixity.core.Spot;
import org.sillok.identity.Scope;
import org.sillok.kernel.ObjectId;
import org.sillok.vault.SubjectKeys;

/** Which objects are evidence that some statement records, for whoever removes what is none. */
@ApplicationScoped
public class ObjectsOnRecord {
    private static final int PAGE = 256;

    private final StatedObjects stated;
    private final CustodyInspection custody;
    private final Scope scope;

    ObjectsOnRecord(StatedObjects stated, CustodyInspection custody, Scope scope) {
        this.stated = stated;
        this.custody = custody;
        this.scope = scope;
    }

    /**
     * Statements that follow one another.
     *
     * @param last null: there are none any more
     * @param objects those that they record; empty if one of them does not say which
     */
    record Page(@Nullable StoredStatement last, Optional<List<StatedObject>> objects) {}

    /**
     * Those of {@code objects} that any statement records, whether or not the log's rows know of it; all of them if one
     * statement does not say what it records. Reads all statements: for a few objects, and seldom.
     */
    public Set<ObjectId> among(Collection<ObjectId> objects) {
        Set<ObjectId> found = new HashSet<>();
        StatedObjects.Extent extent = stated.extent();
        if (!addLogged(objects, extent.end(), found)) {
            return Set.copyOf(objects);
        }
        // More statements than entries: some are on their way into the log, or its row is gone or was set back.
        if (statements() > extent.entries() && !addStated(objects, found)) {
            return Set.copyOf(objects);
        }
        return found;
    }

    /** Those that the log leads to; false if an entry does not say which. */
    private boolean addLogged(Collection<ObjectId> objects, Spot end, Set<ObjectId> found) {
        StatedObjects.Page page = stated.page(Spot.BEGINNING, end);
        while (true) {
            for (StatedObjects.Entry entry : page.entries()) {
                if (!entry.named()) {
                    return false;
                }
                add(objects, entry.objects(), found);
            }
            if (page.last()) {
                return true;
            }
            page = stated.page(page.next(), end);
        }
    }

    /** Those that all statements lead to; false if one does not say which. */
    private boolean addStated(Collection<ObjectId> objects, Set<ObjectId> found) {
        for (Page page = after(null); page.last() != null; page = after(page.last())) {
            if (page.objects().isEmpty()) {
                return false;
            }
            add(objects, page.objects().get(), found);
        }
        return true;
    }

    private static void add(Collection<ObjectId> objects, List<StatedObject> recorded, Set<ObjectId> found) {
        recorded.stream().map(StatedObject::object).filter(objects::contains).forEach(found::add);
    }

    @Transactional
    long statements() {
        scope.enterSystem();
        return custody.statements();
    }

    @Transactional
    Page after(@Nullable StoredStatement last) {
        scope.enterSystem();
        List<StoredStatement> rows = custody.after(last, PAGE);
        Map<String, Optional<SubjectKeys>> keys = new HashMap<>();
        List<StatedObject> recorded = new ArrayList<>();
        boolean named = true;
        for (StoredStatement row : rows) {
            Optional<List<StatedObject>> objects = stated.objects(row, keys);
            named &= objects.isPresent();
            objects.ifPresent(recorded::addAll);
        }
        return new Page(
                rows.isEmpty() ? null : rows.get(rows.size() - 1), named ? Optional.of(recorded) : Optional.empty());
    }
}
