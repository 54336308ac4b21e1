package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Counts;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.ReplicaProgress;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.core.Spot;
import org.sillok.storage.StorageException;

/**
 * Works at a round: every object that statements record, copy by copy. Goes on from the stored cursor, so that nothing is
 * lost by a crash but the reading of the last second; a file may be read twice and then counts once.
 */
@ApplicationScoped
class Scrub {
    private static final long SAVE_NANOS = 1_000_000_000L;
    /** After so many failures in a row one object is passed over, if another one can be read. */
    private static final int ATTEMPTS = 3;

    private final Rounds rounds;
    private final StatedObjects stated;
    private final Copies copies;
    private final ReplicaCopier copier;
    private final Incidents incidents;
    private final FixityMeter meter;
    private @Nullable Stuck stuck;
    private @Nullable Read lastRead;

    Scrub(
            Rounds rounds,
            StatedObjects stated,
            Copies copies,
            ReplicaCopier copier,
            Incidents incidents,
            FixityMeter meter) {
        this.copier = copier;
        this.rounds = rounds;
        this.stated = stated;
        this.copies = copies;
        this.incidents = incidents;
        this.meter = meter;
    }

    /** A copy that the store did not hand out, and how often in a row. */
    private record Stuck(StatedObject object, Copy copy, int attempts) {}

    /** A copy that could be read. */
    private record Read(StatedObject object, Copy copy) {}

    /**
     * Works until the round is at its end.
     *
     * @throws Turn.Over if the turn ended before
     * @throws StorageException or {@link UncheckedIOException} if the store does not answer: nothing is known then, and
     *     the next call goes on here
     */
    void work(Round begun, Turn turn) {
        Round saved = begun;
        Round round = begun;
        long savedAt = System.nanoTime();
        boolean more = true;
        try {
            while (more) {
                StatedObjects.Page page = stated.page(round.next(), round.end());
                // What the copier has not come to yet is late, not missing.
                Spot copied = copier.progress().map(ReplicaProgress::next).orElse(Spot.BEGINNING);
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
            if (!round.equals(saved)) {
                rounds.save(round, turn.holder());
            }
            throw e;
        }
        if (!rounds.end(round, turn.holder())) {
            throw new Turn.Over();
        }
    }

    private void save(Round round, Turn turn) {
        if (!rounds.save(round, turn.holder())) {
            throw new Turn.Over();
        }
    }

    /** The round after the entry. Copies of one entry are counted together, or again if this ends in between. */
    private Round check(Round before, StatedObjects.Entry entry, Spot copied, Turn turn) {
        Counts counts = entry.named() ? before.counts() : before.counts().withUnnamed();
        for (StatedObject object : entry.objects()) {
            for (Copy copy : Copy.values()) {
                if (!copies.has(copy) || (copy == Copy.REPLICA && copied.isBefore(entry.next()))) {
                    continue;
                }
                try {
                    Optional<Damage> damage = copies.check(object, copy, turn::read);
                    damage.ifPresent(what -> incidents.found(object, copy, what, FoundBy.ROUND, true));
                    counts = counts.read(copy, readOf(object, damage), damage.isPresent());
                    meter.checked(object.storedLength());
                    stuck = null;
                    if (damage.isEmpty()) {
                        lastRead = new Read(object, copy);
                    }
                } catch (StorageException | UncheckedIOException e) {
                    if (!isAlone(object, copy, turn)) {
                        throw e;
                    }
                    counts = counts.withUnreadable();
                }
            }
        }
        return before.at(entry.next(), 1, counts);
    }

    private static long readOf(StatedObject object, Optional<Damage> damage) {
        return damage.filter(what -> what != Damage.OTHER_DIGEST).isPresent() ? 0 : object.storedLength();
    }

    /** Whether only this copy cannot be read: an unreachable store is waited for, a bad sector is passed over. */
    private boolean isAlone(StatedObject object, Copy copy, Turn turn) {
        Stuck known = stuck;
        boolean again = known != null && known.object().equals(object) && known.copy() == copy;
        int attempts = again && known != null ? known.attempts() + 1 : 1;
        stuck = new Stuck(object, copy, attempts);
        Read other = lastRead;
        if (attempts < ATTEMPTS
                || other == null
                || other.copy() != copy
                || other.object().equals(object)) {
            return false;
        }
        try {
            boolean alone = copies.check(other.object(), copy, turn::read).isEmpty();
            stuck = alone ? null : stuck;
            return alone;
        } catch (StorageException | UncheckedIOException e) {
            return false;
        }
    }
}
