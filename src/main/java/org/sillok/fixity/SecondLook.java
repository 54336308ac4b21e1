package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.storage.StorageException;

/**
 * Finds out for certain what is wrong with a copy. A damage is believed when it is seen twice, some seconds apart, and the
 * store is there after each time: neither a bit that flipped on the way, nor a file that is just being put back, nor a
 * store that is away for a moment becomes an incident. It needs no memory of what was read before.
 */
@ApplicationScoped
public class SecondLook {
    private static final Logger LOG = Logger.getLogger(SecondLook.class);
    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private final Copies copies;
    private final Presence presence;

    SecondLook(Copies copies, Presence presence) {
        this.copies = copies;
        this.presence = presence;
    }

    /**
     * Empty if the copy is what was recorded.
     *
     * @throws StorageException or {@link UncheckedIOException} if the store is away: nothing is known then
     */
    Optional<Damage> check(StatedObject object, Copy copy, Pace pace) {
        if (once(object, copy, pace::read).isEmpty()) {
            return Optional.empty();
        }
        presence.require(copy);
        pace.pause(PAUSE);
        return again(object, copy, pace::read);
    }

    /** One look is enough where too much is damaged for any of it to be named; the store must be there all the same. */
    Optional<Damage> checkOnce(StatedObject object, Copy copy, Pace pace) {
        return again(object, copy, pace::read);
    }

    /** The second look alone, for whoever has had the first. */
    public Optional<Damage> again(StatedObject object, Copy copy) {
        return again(object, copy, count -> {});
    }

    private Optional<Damage> again(StatedObject object, Copy copy, IntConsumer pace) {
        Optional<Damage> damage = once(object, copy, pace);
        if (damage.isPresent()) {
            presence.require(copy);
        }
        return damage;
    }

    private Optional<Damage> once(StatedObject object, Copy copy, IntConsumer pace) {
        try {
            return copies.check(object, copy, pace);
        } catch (StorageException | UncheckedIOException e) {
            // Messages of stores may name files.
            LOG.debugf("A copy cannot be read: %s", e.getClass().getName());
            return Optional.of(Damage.UNREADABLE);
        }
    }
}
