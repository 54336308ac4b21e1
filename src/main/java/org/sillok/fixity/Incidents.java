package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.db.IncidentRows;
import org.sillok.fixity.db.PassingTrouble;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.vault.DestroyedKeys;

/**
 * Opens an incident for a copy that is not what its statement records, once for as long as it lasts, and puts it on the
 * record: one statement in the item's stream, one in the repository's. A stream that cannot be added to keeps no incident
 * from being opened or closed; who damages a file cannot hide that by damaging its stream, too.
 */
@ApplicationScoped
public class Incidents {
    private static final Logger LOG = Logger.getLogger(Incidents.class);

    private final IncidentRows rows;
    private final IncidentRecord writing;
    private final DestroyedKeys keys;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Incidents(
            IncidentRows rows,
            IncidentRecord writing,
            DestroyedKeys keys,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.writing = writing;
        this.keys = keys;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * Opens an incident, unless one of this copy is open.
     *
     * @param streams those that may be added to
     * @return whether it was opened
     * @throws RuntimeException that {@link PassingTrouble} knows if nothing could be written now: tried again later
     */
    public boolean found(StatedObject object, Copy copy, Damage damage, FoundBy by, Streams streams) {
        if (!keys.content(List.of(object.item())).isEmpty()) {
            // It was erased since the statement was read.
            return false;
        }
        Incident incident = new Incident(
                Ids.fresh(Incident.PREFIX, randomness),
                object.item(),
                object.version(),
                object.file(),
                object.object().value(),
                copy,
                damage,
                by,
                Timestamps.truncate(clock.instant()),
                null);
        boolean opened = written(incident, streams, which -> writing.open(incident, object, which));
        if (opened) {
            LOG.errorf("Fixity incident %s: %s, copy %s, found by %s", incident.id(), damage, copy, by);
        }
        return opened;
    }

    /**
     * Closes an incident, and puts that on the record; returns whether it was open until now.
     *
     * @param from the copy that was put in the place of the damaged one; null if it was found to be right again
     */
    boolean repaired(Incident incident, StatedObject object, @Nullable Copy from) {
        String how = from == null ? "WHOLE_WHEN_READ" : "REPLACED_FROM_" + from;
        boolean closed = written(incident, Streams.BOTH, which -> writing.close(incident, object, how, which));
        if (closed) {
            LOG.infof("Fixity incident %s is closed: %s", incident.id(), how);
        }
        return closed;
    }

    private static boolean written(
            Incident incident, Streams streams, Function<Streams, IncidentRecord.Written> write) {
        IncidentRecord.Written written = Attempts.inTurn(streams.attempts(), write);
        if (written.changed() && !(written.inItem() && written.inRepository())) {
            LOG.errorf(
                    "Fixity incident %s is not on record in full (item's stream: %s, repository's: %s); run an audit",
                    incident.id(), written.inItem(), written.inRepository());
        }
        return written.changed();
    }

    /** Closes what is open of an item that was erased; how many. Nobody misses its copies. */
    public int erased(ItemId item) {
        int closed = 0;
        for (Incident incident : openOf(item)) {
            closed += writing.erased(incident) ? 1 : 0;
        }
        return closed;
    }

    @Transactional
    List<Incident> openOf(ItemId item) {
        scope.enterSystem();
        return rows.openOf(item.value());
    }

    /** Whether one of this copy is open. */
    @Transactional
    boolean isOpen(StatedObject object, Copy copy) {
        scope.enterSystem();
        return rows.isOpen(object.object().value(), copy);
    }

    /** Open ones in the order in which they were found, after {@code last}. */
    @Transactional
    List<Incident> open(@Nullable Position last, int limit) {
        scope.enterSystem();
        return rows.open(last, limit).stream().map(IncidentRows.Owned::incident).toList();
    }

    @Transactional
    public Optional<Incident> find(String id) {
        scope.enterSystem();
        return rows.find(id).map(IncidentRows.Owned::incident);
    }

    /** Puts on record, with the row that ends it, what a round came to; false if nothing is added to that stream. */
    @Transactional(TxType.MANDATORY)
    boolean ended(Round round, Instant now) {
        JsonObject details = JsonObject.builder()
                .put("round", round.number())
                .put("begun", Timestamps.format(round.begunAt()))
                .put("ended", Timestamps.format(now))
                .put("entries", round.done())
                .put("of", round.total())
                .put("files", round.counts().files())
                .put("replicas", round.counts().replicas())
                .put("bytes", round.counts().bytes())
                .put("failures", round.counts().failures())
                .put("unreadable", round.counts().unreadable())
                .put("unnamed", round.counts().unnamed())
                .build();
        return writing.ended(round.counts().outcome(), details);
    }

    /** How many are open, by copy. */
    @Transactional
    public Map<Copy, Long> countOpen() {
        scope.enterSystem();
        return rows.countOpen();
    }
}
