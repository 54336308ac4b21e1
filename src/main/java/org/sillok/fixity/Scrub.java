package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Counts;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.ReplicaProgress;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.core.Spot;
import org.sillok.fixity.db.PassingTrouble;
import org.sillok.storage.StorageException;
import org.sillok.vault.KekUnavailableException;

/**
 * Works at a round: every object that statements record, copy by copy. Goes on from the stored cursor, so that nothing is
 * lost by a crash but the reading of the last second; a file may be read twice and then counts once.
 */
@ApplicationScoped
class Scrub {
    private static final Logger LOG = Logger.getLogger(Scrub.class);
    private static final long SAVE_NANOS = 1_000_000_000L;
    /** What a look costs beside the bytes that are read: nothing is read of what is missing. */
    private static final int LOOK = 16 * 1024;
    /** What tells that the replica is left out of a round; apart from its copier's own word. */
    private static final String REPLICA_LEFT_OUT = "ROUND " + Turn.REPLICA;
    /** How long: each look at a store that hangs takes as long as there is patience. */
    private static final long LEFT_OUT_NANOS = Duration.ofMinutes(5).toNanos();

    private final Rounds rounds;
    private final StatedObjects stated;
    private final Copies copies;
    private final ReplicaCopier copier;
    private final SecondLook look;
    private final Incidents incidents;
    private final FixityMeter meter;
    private final Presence presence;
    private final Streak streak;
    private OptionalLong leftOutAt = OptionalLong.empty();

    Scrub(
            Rounds rounds,
            StatedObjects stated,
            Copies copies,
            ReplicaCopier copier,
            SecondLook look,
            Incidents incidents,
            FixityMeter meter,
            Presence presence,
            Limits limits) {
        this.presence = presence;
        this.streak = new Streak(limits, presence);
        this.copier = copier;
        this.rounds = rounds;
        this.stated = stated;
        this.copies = copies;
        this.look = look;
        this.incidents = incidents;
        this.meter = meter;
    }

    /**
     * Works until the round is at its end.
     *
     * @throws Turn.Over if the turn ended before
     * @throws StorageException or {@link UncheckedIOException} if the evidence store does not answer: nothing is known
     *     then, and the next call goes on here. A replica that does not is left out: the evidence does not wait for it.
     */
    void work(Round begun, Turn turn) {
        Round saved = begun;
        Round round = begun;
        long savedAt = System.nanoTime();
        boolean more = true;
        leftOutAt = OptionalLong.empty();
        if (begun.next().equals(Spot.BEGINNING)) {
            streak.clear();
            meter.allRecorded();
        }
        try {
            while (more) {
                StatedObjects.Page page = stated.page(round.next(), round.end());
                // What the copier has not come to yet is late, not missing.
                Spot copied = copier.progress().map(ReplicaProgress::next).orElse(Spot.BEGINNING);
                // Another store in its place, or the evidence store by another address, reads well and is no second
                // copy.
                requireReplica();
                for (StatedObjects.Entry entry : page.entries()) {
                    round = check(round, entry, copied, turn);
                    if (System.nanoTime() - savedAt > SAVE_NANOS) {
                        save(round, turn);
                        saved = round;
                        savedAt = System.nanoTime();
                    }
                }
                turn.read(0);
                round = round.at(page.next(), 0, round.counts());
                more = !page.last();
            }
        } catch (StorageException | UncheckedIOException | Turn.Over e) {
            if (!round.equals(saved) && rounds.save(round, turn.holder())) {
                turn.moved();
            }
            throw e;
        } finally {
            meter.goesOn(REPLICA_LEFT_OUT);
        }
        if (!rounds.end(round, turn.holder())) {
            throw new Turn.Over();
        }
    }

    private void save(Round round, Turn turn) {
        if (!rounds.save(round, turn.holder())) {
            throw new Turn.Over();
        }
        turn.moved();
    }

    /** The round after the entry. Copies of one entry are counted together, or again if this ends in between. */
    private Round check(Round before, StatedObjects.Entry entry, Spot copied, Turn turn) {
        Counts counts = entry.named() ? before.counts() : before.counts().withUnnamed(1);
        for (StatedObject object : entry.objects()) {
            for (Copy copy : Copy.values()) {
                if (copy == Copy.EVIDENCE) {
                    counts = check(object, copy, counts, turn);
                } else if (copies.has(copy) && !copied.isBefore(entry.next()) && !isLeftOut()) {
                    counts = checkReplica(object, counts, turn);
                }
            }
        }
        return before.at(entry.next(), 1, counts);
    }

    private boolean isLeftOut() {
        return leftOutAt.isPresent() && System.nanoTime() - leftOutAt.getAsLong() < LEFT_OUT_NANOS;
    }

    private Counts checkReplica(StatedObject object, Counts counts, Turn turn) {
        try {
            Counts after = check(object, Copy.REPLICA, counts, turn);
            meter.goesOn(REPLICA_LEFT_OUT);
            return after;
        } catch (StorageException | UncheckedIOException e) {
            leaveOut(e);
            return counts;
        }
    }

    private void requireReplica() {
        if (copies.has(Copy.REPLICA) && !isLeftOut()) {
            try {
                presence.require(Copy.REPLICA);
            } catch (StorageException | UncheckedIOException e) {
                leaveOut(e);
            }
        }
    }

    private void leaveOut(RuntimeException failure) {
        leftOutAt = OptionalLong.of(System.nanoTime());
        meter.delayed(REPLICA_LEFT_OUT, "the replica: " + failure.getClass().getSimpleName());
        LOG.warnf(
                "The replica is left out of the round for a while: %s",
                failure.getClass().getName());
    }

    private Counts check(StatedObject object, Copy copy, Counts counts, Turn turn) {
        Optional<Damage> damage =
                streak.isLost(copy) ? look.checkOnce(object, copy, turn) : look.check(object, copy, turn);
        // The work ends here, too, if the log has come to object: a store that is away is often noticed there first.
        turn.read(LOOK);
        meter.goesOn(Turn.ROUND);
        if (damage.isEmpty()) {
            streak.good(copy);
        } else {
            streak.met(copy, damage.get());
            record(object, copy, damage.get());
        }
        if (damage.equals(Optional.of(Damage.UNREADABLE))) {
            return counts.withUnreadable();
        }
        meter.checked(object.storedLength());
        return counts.read(copy, readOf(object, damage), damage.isPresent());
    }

    /**
     * What cannot be recorded because of what it is about is counted all the same, and the round goes on: nothing behind it
     * stays unread. The database's own trouble ends the attempt, and the entry is looked at again.
     */
    private void record(StatedObject object, Copy copy, Damage damage) {
        if (streak.isLost(copy)) {
            return;
        }
        try {
            if (incidents.found(object, copy, damage, FoundBy.ROUND, Streams.BOTH)) {
                streak.opened(copy);
            }
        } catch (KekUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (PassingTrouble.is(e)) {
                throw e;
            }
            meter.unrecorded();
            LOG.errorf("A round cannot record a damage: %s", e.getClass().getName());
            LOG.debug("Why it cannot", e);
        }
    }

    private static long readOf(StatedObject object, Optional<Damage> damage) {
        return damage.filter(what -> what != Damage.OTHER_DIGEST).isPresent() ? 0 : object.storedLength();
    }
}
