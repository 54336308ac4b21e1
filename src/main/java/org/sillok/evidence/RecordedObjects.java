package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.evidence.db.Items;
import org.sillok.identity.Scope;
import org.sillok.kernel.ObjectId;

/** Which objects the records refer to: for the repository's own tasks. */
@ApplicationScoped
public class RecordedObjects {
    private final Items items;
    private final Scope scope;

    RecordedObjects(Items items, Scope scope) {
        this.items = items;
        this.scope = scope;
    }

    /** Those of {@code objects} that some file of some organisation refers to. */
    @Transactional
    public Set<ObjectId> among(Collection<ObjectId> objects) {
        scope.enterSystem();
        return items.recordedObjects(objects.stream().map(ObjectId::value).toList()).stream()
                .map(ObjectId::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
