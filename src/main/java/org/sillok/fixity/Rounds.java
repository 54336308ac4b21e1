package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.db.RoundRows;
import org.sillok.kernel.Timestamps;

/** Which round is under way, and how far it is: what a restart or another replica goes on from. */
@ApplicationScoped
public class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final RoundRows rows;
    private final StatedObjects stated;
    private final Incidents incidents;
    private final Clock clock;

    Rounds(RoundRows rows, StatedObjects stated, Incidents incidents, Clock clock) {
        this.rows = rows;
        this.stated = stated;
        this.incidents = incidents;
        this.clock = clock;
    }

    public Optional<Round> newest() {
        return rows.newest();
    }

    /** The newest that came to its end. */
    public Optional<Round> complete() {
        return rows.complete();
    }

    /** Begins a round over what the logs have now; empty if one is open. */
    @Transactional
    Optional<Round> begin() {
        Optional<Round> newest = rows.newest();
        if (newest.filter(Round::isOpen).isPresent()) {
            return Optional.empty();
        }
        StatedObjects.Extent extent = stated.extent();
        Round round = Round.beginning(
                newest.map(Round::number).orElse(0L) + 1,
                Timestamps.truncate(clock.instant()),
                extent.end(),
                extent.entries());
        return rows.begin(round) ? Optional.of(round) : Optional.empty();
    }

    /** The round to work at: the open one, or a new one if it is time. */
    Optional<Round> current(Duration every) {
        Optional<Round> newest = rows.newest();
        if (newest.filter(Round::isOpen).isPresent()) {
            return newest;
        }
        Instant now = clock.instant();
        return Round.due(newest, every, now).filter(due -> !due.isAfter(now)).flatMap(due -> begin());
    }

    /** Returns whether it was the holder's to write. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean save(Round round, String holder) {
        return rows.save(round, holder);
    }

    /**
     * Ends the round and puts it on record; returns whether it was the holder's to end. A stream that cannot be added to does
     * not keep a round from ending: no next one would ever begin.
     */
    boolean end(Round round, String holder) {
        return Attempts.inTurn(List.of(true, true, false), onRecord -> end(round, holder, onRecord));
    }

    /** The row and the statement, both or neither. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean end(Round round, String holder, boolean onRecord) {
        Instant now = Timestamps.truncate(clock.instant());
        // The row first: it is what two replicas would wait for.
        Round ended = round.ended(now);
        boolean mine = rows.save(ended, holder);
        if (mine && !(onRecord && incidents.ended(ended, now))) {
            LOG.errorf("Round %d is not on record: the repository's stream cannot be added to", round.number());
        }
        return mine;
    }
}
