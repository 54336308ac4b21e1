package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.db.IncidentRows;
import org.sillok.identity.Bootstrap;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;

/**
 * Opens an incident for a copy that is not what its statement records, once for as long as it lasts, and puts it on the
 * record: one statement in the item's stream, one in the repository's.
 */
@ApplicationScoped
public class Incidents {
    private static final Logger LOG = Logger.getLogger(Incidents.class);

    private final IncidentRows rows;
    private final Custody custody;
    private final Bootstrap bootstrap;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Incidents(
            IncidentRows rows, Custody custody, Bootstrap bootstrap, Scope scope, Clock clock, Randomness randomness) {
        this.rows = rows;
        this.custody = custody;
        this.bootstrap = bootstrap;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * Opens an incident, unless one of this copy is open.
     *
     * @param inItem whether the item's stream may be added to; not if it is damaged itself
     * @return whether it was opened
     */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean found(StatedObject object, Copy copy, Damage damage, FoundBy by, boolean inItem) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        String id = Ids.fresh(Incident.PREFIX, randomness);
        Instant now = Timestamps.truncate(clock.instant());
        Incident incident = new Incident(
                id,
                object.item(),
                object.version(),
                object.file(),
                object.object().value(),
                copy,
                damage,
                by,
                now,
                null);
        if (!rows.open(incident, object.owner())) {
            return false;
        }
        LOG.errorf("Fixity incident %s: %s, copy %s, found by %s", id, damage, copy, by);
        if (inItem) {
            custody.append(item(object), EventType.FIXITY_FAILED, null, facts(object, copy, damage.outcome(), id));
        }
        inRepository(
                repository,
                EventType.INCIDENT,
                "OPEN",
                JsonObject.builder()
                        .put("incident", id)
                        .put("copy", copy.name())
                        .put("damage", damage.name())
                        .put("foundBy", by.name())
                        .build());
        return true;
    }

    /**
     * Closes an incident, and puts that on the record; returns whether it was open until now.
     *
     * @param from the copy that was put in the place of the damaged one; null if it was found to be right again
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean repaired(Incident incident, StatedObject object, @Nullable Copy from) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        if (!rows.close(incident.id(), object.owner(), Timestamps.truncate(clock.instant()))) {
            return false;
        }
        String source = from == null ? "FOUND_INTACT" : "REPLACED_FROM_" + from;
        LOG.infof("Fixity incident %s is closed: %s", incident.id(), source);
        custody.append(item(object), EventType.REPAIRED, null, facts(object, incident.copy(), source, incident.id()));
        inRepository(
                repository,
                EventType.INCIDENT,
                "CLOSED",
                JsonObject.builder()
                        .put("incident", incident.id())
                        .put("copy", incident.copy().name())
                        .put("how", source)
                        .build());
        return true;
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

    /** Puts on record, with the row that ends it, what a round came to. */
    @Transactional(TxType.MANDATORY)
    void ended(Round round, Instant now) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        JsonObject details = JsonObject.builder()
                .put("round", round.number())
                .put("begun", Timestamps.format(round.begunAt()))
                .put("ended", Timestamps.format(now))
                .put("entries", round.done())
                .put("files", round.counts().files())
                .put("replicas", round.counts().replicas())
                .put("bytes", round.counts().bytes())
                .put("failures", round.counts().failures())
                .put("unreadable", round.counts().unreadable())
                .put("unnamed", round.counts().unnamed())
                .build();
        inRepository(repository, EventType.FIXITY_RUN, round.counts().outcome(), details);
    }

    /** How many are open, by copy. */
    @Transactional
    public Map<Copy, Long> countOpen() {
        scope.enterSystem();
        return rows.countOpen();
    }

    private void inRepository(PartyId repository, EventType type, String outcome, JsonObject details) {
        custody.append(
                StreamRef.repository(repository),
                type,
                null,
                List.of(Fact.of(Field.OUTCOME, outcome), Fact.of(Field.DETAILS, details)));
    }

    private static StreamRef item(StatedObject object) {
        return StreamRef.item(new ItemId(object.item()), new PartyId(object.owner()));
    }

    private static List<Fact> facts(StatedObject object, Copy copy, String outcome, String incident) {
        return List.of(
                Fact.of(Field.ITEM, object.item()),
                Fact.of(Field.VERSION, object.version()),
                Fact.object(object.file(), object.object()),
                Fact.of(Field.OUTCOME, outcome),
                Fact.of(
                        Field.DETAILS,
                        JsonObject.builder()
                                .put("incident", incident)
                                .put("copy", copy.name())
                                .build()));
    }
}
