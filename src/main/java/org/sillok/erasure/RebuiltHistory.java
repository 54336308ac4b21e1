package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.OptionalLong;
import org.sillok.custody.Forgotten;
import org.sillok.custody.core.EventType;
import org.sillok.evidence.Replays;
import org.sillok.identity.Scope;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;

/**
 * Notes what a rebuild finds that the database had forgotten, whoever had restored it: from then on nothing is released until
 * {@link ErasureReplay} has gone through it. Each note is a transaction of its own and outlives whatever ends the rebuild.
 */
@ApplicationScoped
@Transactional
public class RebuiltHistory implements Forgotten {
    private static final String PREFIX = "rbd";

    private final Replays replays;
    private final LaterDeeds deeds;
    private final Scope scope;
    private final Randomness randomness;

    RebuiltHistory(Replays replays, LaterDeeds deeds, Scope scope, Randomness randomness) {
        this.replays = replays;
        this.deeds = deeds;
        this.scope = scope;
        this.randomness = randomness;
    }

    @Override
    public void from(long index) {
        scope.enterSystem();
        replays.forgotten(Ids.fresh(PREFIX, randomness), index);
    }

    /** It is in no table, so no replay finds it: what it closes is closed at once; an item with a tombstone, too. */
    @Override
    public void displaced(Displaced statement) {
        scope.enterSystem();
        if (statement.type() == EventType.ERASED || LaterDeeds.lessens(statement.type())) {
            deeds.close(statement.subject(), statement.owner(), statement.statement(), statement.type());
        }
    }

    /**
     * The rebuild has ended.
     *
     * @param lastLost the last entry whose statement it could not read, if there is one: what forgot that goes on waiting
     */
    public void rebuilt(OptionalLong lastLost) {
        scope.enterSystem();
        replays.rebuilt(lastLost);
    }
}
