package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.core.TokenBucket;
import org.sillok.fixity.db.ReplicaRows;
import org.sillok.fixity.db.RoundRows;
import org.sillok.log.LogInspection;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;

/** Replicas of the service's background work, driven by hand, and what they left behind. */
@ApplicationScoped
class FixityWorld {
    private final Rounds rounds;
    private final StatedObjects stated;
    private final Incidents incidents;
    private final RoundRows rows;
    private final ReplicaRows replicaRows;
    private final LogInspection logs;
    private final Tampering tampering;

    FixityWorld(
            Rounds rounds,
            StatedObjects stated,
            Incidents incidents,
            RoundRows rows,
            ReplicaRows replicaRows,
            LogInspection logs,
            Tampering tampering) {
        this.logs = logs;
        this.replicaRows = replicaRows;
        this.rounds = rounds;
        this.stated = stated;
        this.incidents = incidents;
        this.rows = rows;
        this.tampering = tampering;
    }

    private Scrub scrub(Copies copies) {
        return new Scrub(
                rounds,
                stated,
                copies,
                new ReplicaCopier(replicaRows, stated, copies, incidents),
                incidents,
                new FixityMeter());
    }

    /** A replica's worker over a store of its own view. */
    final class Replica {
        private final Scrub scrub;
        private final Turn turn;

        Replica(String name, ObjectStore store, @Nullable ObjectStore replicaStore, IntConsumer onRead) {
            this.scrub = scrub(new Copies(store, new ReplicaStore(Optional.ofNullable(replicaStore))));
            this.turn = new Turn(
                    Turn.ROUND,
                    name,
                    rows,
                    new TokenBucket(Long.MAX_VALUE, Long.MAX_VALUE, 0),
                    nanos -> onRead.accept(1),
                    () -> 0);
        }

        boolean take() {
            return turn.take();
        }

        void leave() {
            turn.leave();
        }

        /** Works at the open round to its end. */
        void work() {
            scrub.work(rounds.newest().filter(Round::isOpen).orElseThrow(), turn);
        }
    }

    Replica replica(String name, ObjectStore store) {
        return new Replica(name, store, null, unused -> {});
    }

    Replica replica(String name, ObjectStore store, IntConsumer onRead) {
        return new Replica(name, store, null, onRead);
    }

    Round begin() {
        tampering.settle();
        return rounds.begin().orElseThrow();
    }

    Round newest() {
        return rounds.newest().orElseThrow();
    }

    /** One round from beginning to end. */
    Round round(ObjectStore store) {
        begin();
        Replica replica = replica("one", store);
        if (!replica.take()) {
            throw new IllegalStateException("somebody else works");
        }
        replica.work();
        replica.leave();
        return newest();
    }

    /** One round over both copies. */
    Round round(ObjectStore store, ObjectStore replicaStore) {
        begin();
        Replica replica = new Replica("one", store, replicaStore, unused -> {});
        if (!replica.take()) {
            throw new IllegalStateException("somebody else works");
        }
        replica.work();
        replica.leave();
        return newest();
    }

    /** Copies to the end of the log. */
    void fill(ObjectStore store, ObjectStore replicaStore) {
        tampering.settle();
        Copies copies = new Copies(store, new ReplicaStore(Optional.of(replicaStore)));
        Turn turn = copyTurn();
        if (!turn.take()) {
            throw new IllegalStateException("somebody else copies");
        }
        try {
            new ReplicaCopier(replicaRows, stated, copies, incidents).work(turn);
        } finally {
            turn.leave();
        }
    }

    /** Copies what lies beside the evidence. */
    void fillLog(ObjectStore store, ObjectStore replicaStore) {
        tampering.settle();
        Copies copies = new Copies(store, new ReplicaStore(Optional.of(replicaStore)));
        new LogCopier(copies, logs).work(copyTurn());
    }

    private Turn copyTurn() {
        return new Turn(
                Turn.REPLICA,
                "copier",
                rows,
                new TokenBucket(Long.MAX_VALUE, Long.MAX_VALUE, 0),
                unused -> {},
                () -> 0);
    }

    /** A repair of everything that is open, over these stores. */
    RepairReport repair(ObjectStore store, ObjectStore replicaStore) {
        Copies copies = new Copies(store, new ReplicaStore(Optional.of(replicaStore)));
        return new RepairRun(incidents, stated, copies, new FixityMeter()).run(null, false, (done, total) -> {});
    }

    /** Open incidents of an item, as {@code version/file copy}. */
    List<String> openIncidents(String item) {
        return tampering.texts(
                "select version || '/' || file || ' ' || copy from sillok.fixity_incident i where item = '" + item
                        + "' and not exists (select from sillok.fixity_closure c where c.incident = i.id)");
    }

    Optional<Round> complete() {
        return rounds.complete();
    }

    /** Incidents of an item, as {@code version/file copy damage foundBy}, in the order in which they were found. */
    List<String> incidents(String item) {
        return tampering.texts("select version || '/' || file || ' ' || copy || ' ' || damage || ' ' || found_by"
                + " from sillok.fixity_incident where item = '" + item + "' order by found_at, id");
    }

    /** How many statements an item's stream has. */
    long statements(String item) {
        return tampering.number("select next_seq from custody_stream where kind = 'ITEM' and subject = ?", item);
    }

    long repositoryStatements() {
        return tampering.number("select coalesce(sum(next_seq), 0) from custody_stream where kind = 'REPOSITORY'");
    }
}
