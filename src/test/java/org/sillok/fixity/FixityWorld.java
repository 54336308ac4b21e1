package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.core.TokenBucket;
import org.sillok.fixity.db.ReplicaRows;
import org.sillok.fixity.db.RoundRows;
import org.sillok.kernel.Randomness;
import org.sillok.log.LogInspection;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;
import org.sillok.storage.Staging;

/** Replicas of the service's background work, driven by hand, and what they left behind. */
@ApplicationScoped
class FixityWorld {
    private final Rounds rounds;
    private final StatedObjects stated;
    private final Incidents incidents;
    private final RoundRows rows;
    private final ReplicaRows replicaRows;
    private final LogInspection logs;
    private final Randomness randomness;
    private final Tampering tampering;
    private final ObjectStore staging;

    FixityWorld(
            Rounds rounds,
            StatedObjects stated,
            Incidents incidents,
            RoundRows rows,
            ReplicaRows replicaRows,
            LogInspection logs,
            Randomness randomness,
            Tampering tampering,
            @Staging ObjectStore staging) {
        this.staging = staging;
        this.logs = logs;
        this.randomness = randomness;
        this.replicaRows = replicaRows;
        this.rounds = rounds;
        this.stated = stated;
        this.incidents = incidents;
        this.rows = rows;
        this.tampering = tampering;
    }

    private record Settings(boolean enabled, int rate, Duration every, Optional<String> replicaGivenUp)
            implements FixityConfig {}

    /** What the room's work is made of, over these stores. */
    private final class Parts {
        private final Copies copies;
        private final ReplicaMark mark;
        private final Presence presence;
        private final SecondLook look;
        private final ReplicaCopier copier;

        Parts(ObjectStore store, @Nullable ObjectStore replicaStore, @Nullable String givenUp) {
            this(store, replicaStore, givenUp, new Limits());
        }

        Parts(ObjectStore store, @Nullable ObjectStore replicaStore, @Nullable String givenUp, Limits limits) {
            FixityConfig config = new Settings(true, 20, Duration.ofDays(7), Optional.ofNullable(givenUp));
            copies = new Copies(store, new ReplicaStore(Optional.ofNullable(replicaStore)));
            mark = new ReplicaMark(copies, staging, replicaRows, randomness, config);
            presence = new Presence(copies, mark);
            look = new SecondLook(copies, presence);
            copier = new ReplicaCopier(
                    replicaRows, stated, copies, mark, look, incidents, presence, limits, new FixityMeter());
        }
    }

    /** A replica's worker over a store of its own view. */
    final class Replica {
        private final Scrub scrub;
        private final Turn turn;

        /** {@code onPause} is told for how many nanoseconds the work would wait: 0 after each read. */
        Replica(String name, ObjectStore store, @Nullable ObjectStore replicaStore, LongConsumer onPause) {
            this(name, store, replicaStore, onPause, new Limits());
        }

        Replica(
                String name,
                ObjectStore store,
                @Nullable ObjectStore replicaStore,
                LongConsumer onPause,
                Limits limits) {
            Parts parts = new Parts(store, replicaStore, null);
            this.scrub = new Scrub(
                    rounds,
                    stated,
                    parts.copies,
                    parts.copier,
                    parts.look,
                    incidents,
                    new FixityMeter(),
                    parts.presence,
                    limits);
            this.turn = new Turn(
                    Turn.ROUND,
                    name,
                    rows,
                    new TokenBucket(Long.MAX_VALUE, Long.MAX_VALUE, 0),
                    onPause::accept,
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

    Replica replica(String name, ObjectStore store, LongConsumer onPause) {
        return new Replica(name, store, null, onPause);
    }

    Replica replica(String name, ObjectStore store, ObjectStore replicaStore, LongConsumer onPause) {
        return new Replica(name, store, replicaStore, onPause);
    }

    Replica replica(String name, ObjectStore store, LongConsumer onPause, Limits limits) {
        return new Replica(name, store, null, onPause, limits);
    }

    Filler filler(ObjectStore store, ObjectStore replicaStore) {
        return new Filler(store, replicaStore, new Limits());
    }

    Filler filler(ObjectStore store, ObjectStore replicaStore, Limits limits) {
        return new Filler(store, replicaStore, limits);
    }

    Round begin() {
        tampering.settle();
        return rounds.begin().orElseThrow();
    }

    /** What a test before this one left open is gone on with. */
    private void beginUnlessOneIsOpen() {
        if (rounds.newest().filter(Round::isOpen).isEmpty()) {
            begin();
        }
    }

    Round newest() {
        return rounds.newest().orElseThrow();
    }

    /** One round from beginning to end. */
    Round round(ObjectStore store) {
        beginUnlessOneIsOpen();
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
        beginUnlessOneIsOpen();
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
        fill(store, replicaStore, null);
    }

    /** The same, for an operator who has given up the replica with this mark. */
    void fill(ObjectStore store, ObjectStore replicaStore, @Nullable String givenUp) {
        tampering.settle();
        Turn turn = copyTurn();
        if (!turn.take()) {
            throw new IllegalStateException("somebody else copies");
        }
        try {
            new Parts(store, replicaStore, givenUp).copier.work(turn);
        } finally {
            turn.leave();
        }
    }

    /** The copier of one process, which remembers what it met. */
    final class Filler {
        private final ReplicaCopier copier;

        Filler(ObjectStore store, ObjectStore replicaStore, Limits limits) {
            this.copier = new Parts(store, replicaStore, null, limits).copier;
        }

        /** Copies to the end of the log. */
        void work() {
            Turn turn = copyTurn();
            if (!turn.take()) {
                throw new IllegalStateException("somebody else copies");
            }
            try {
                copier.work(turn);
            } finally {
                turn.leave();
            }
        }
    }

    /** Copies what lies beside the evidence; returns how many objects were left out. */
    long fillLog(ObjectStore store, ObjectStore replicaStore) {
        tampering.settle();
        Parts parts = new Parts(store, replicaStore, null);
        Turn turn = copyTurn();
        try {
            return new LogCopier(parts.copies, parts.mark, logs).work(turn);
        } finally {
            turn.leave();
        }
    }

    /** What the replica is recognised by. */
    String mark() {
        return replicaRows.find().orElseThrow().mark();
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
        Parts parts = new Parts(store, replicaStore, null);
        return new RepairRun(incidents, stated, parts.copies, parts.presence, parts.look, new FixityMeter())
                .run(null, false, (done, total) -> {});
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
