package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.sillok.custody.Custody;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StoredStream;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.db.IncidentRows;
import org.sillok.identity.Bootstrap;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;

/**
 * Writes what becomes of incidents and rounds: a row, and statements in the streams that may be added to. All of it or
 * nothing, in a transaction of its own.
 */
@ApplicationScoped
class IncidentRecord {
    private final IncidentRows rows;
    private final Custody custody;
    private final CustodyInspection inspection;
    private final Bootstrap bootstrap;
    private final Scope scope;
    private final Clock clock;

    IncidentRecord(
            IncidentRows rows,
            Custody custody,
            CustodyInspection inspection,
            Bootstrap bootstrap,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.custody = custody;
        this.inspection = inspection;
        this.bootstrap = bootstrap;
        this.scope = scope;
        this.clock = clock;
    }

    /** What was written of an incident; {@code changed} is false if there was nothing to write. */
    record Written(boolean changed, boolean inItem, boolean inRepository) {
        private static final Written NOTHING = new Written(false, false, false);
    }

    @Transactional(TxType.REQUIRES_NEW)
    Written open(Incident incident, StatedObject object, Streams streams) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        // Where nothing else can be written, the row's owner may be what was altered.
        String owner = streams == Streams.NONE ? repository.value() : object.owner();
        if (!rows.open(incident, owner)) {
            return Written.NOTHING;
        }
        return write(
                object,
                repository,
                streams,
                EventType.FIXITY_FAILED,
                facts(object, incident, incident.damage().outcome()),
                "OPEN",
                details(incident)
                        .put("damage", incident.damage().name())
                        .put("foundBy", incident.foundBy().name())
                        .build());
    }

    /** Closes it; {@code how} says in statements what became of the copy. */
    @Transactional(TxType.REQUIRES_NEW)
    Written close(Incident incident, StatedObject object, String how, Streams streams) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        String owner = rows.find(incident.id()).orElseThrow().owner();
        if (!rows.close(incident.id(), owner, Timestamps.truncate(clock.instant()))) {
            return Written.NOTHING;
        }
        return write(
                object,
                repository,
                streams,
                EventType.REPAIRED,
                facts(object, incident, how),
                "CLOSED",
                details(incident).put("how", how).build());
    }

    /**
     * Closes it because the item was erased: what happened to the copy is of no interest any more. Said in the repository's
     * stream only.
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean erased(Incident incident) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        String owner = rows.find(incident.id()).orElseThrow().owner();
        boolean closed = rows.close(incident.id(), owner, Timestamps.truncate(clock.instant()));
        if (closed && isWhole(StreamRef.repository(repository))) {
            inRepository(
                    repository,
                    EventType.INCIDENT,
                    "CLOSED",
                    details(incident).put("how", "ERASED").build());
        }
        return closed;
    }

    /** What a round came to, in the caller's transaction; false if the stream is one that nothing is added to. */
    @Transactional(TxType.MANDATORY)
    boolean ended(String outcome, JsonObject details) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        boolean whole = isWhole(StreamRef.repository(repository));
        if (whole) {
            inRepository(repository, EventType.FIXITY_RUN, outcome, details);
        }
        return whole;
    }

    private Written write(
            StatedObject object,
            PartyId repository,
            Streams streams,
            EventType type,
            List<Fact> facts,
            String outcome,
            JsonObject details) {
        boolean inItem = streams.item() && isWhole(item(object));
        if (inItem) {
            custody.append(item(object), type, null, facts);
        }
        boolean inRepository = streams.repository() && isWhole(StreamRef.repository(repository));
        if (inRepository) {
            inRepository(repository, EventType.INCIDENT, outcome, details);
        }
        return new Written(true, inItem, inRepository);
    }

    /**
     * Whether the stream's head is its last statement: what was cut off or set back is not signed over. A stream that does
     * not exist yet is whole; one that has a row has a statement, since the first one makes it.
     */
    private boolean isWhole(StreamRef stream) {
        for (StoredStream row : inspection.streamsOf(stream.kind(), List.of(stream.subject()))) {
            boolean matches = inspection.ofStream(row.id(), Math.max(0, row.nextSeq() - 1), 1).stream()
                    .anyMatch(statement -> statement.seq() == row.nextSeq() - 1
                            && Objects.equals(statement.digest(), row.headDigest()));
            if (!matches) {
                return false;
            }
        }
        return true;
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

    private static JsonObject.Builder details(Incident incident) {
        return JsonObject.builder()
                .put("incident", incident.id())
                .put("copy", incident.copy().name());
    }

    private static List<Fact> facts(StatedObject object, Incident incident, String outcome) {
        return List.of(
                Fact.of(Field.ITEM, object.item()),
                Fact.of(Field.VERSION, object.version()),
                Fact.object(object.file(), object.object()),
                Fact.of(Field.OUTCOME, outcome),
                Fact.of(Field.DETAILS, details(incident).build()));
    }
}
