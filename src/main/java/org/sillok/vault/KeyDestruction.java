package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.sillok.vault.db.DirectDatabase;
import org.sillok.vault.db.KeyEraser;

/**
 * Destroys content keys, for ever, through a login that can do nothing else. It takes part in no transaction of the caller:
 * what it has destroyed stays destroyed when that rolls back, so whoever calls it does so last, and finishes what it began when it
 * is called again.
 */
@ApplicationScoped
public class KeyDestruction {
    private static final Logger LOG = Logger.getLogger(KeyDestruction.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NOT_ALLOWED = "42501";

    private final Optional<KeyEraser> eraser;

    KeyDestruction(EraserConfig config) {
        this.eraser = database(config).map(KeyEraser::new);
    }

    /** The eraser's way in, if there is one. */
    static Optional<DirectDatabase> database(EraserConfig config) {
        if (config.url().isEmpty() || config.username().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DirectDatabase(
                config.url().get(), config.username().get(), config.password().orElse("")));
    }

    /** Whether this installation has a login that destroys keys. */
    public boolean isPossible() {
        return eraser.isPresent();
    }

    /**
     * Destroys the content key of a subject and the keys of its objects. When this returns the deletion is committed, and
     * another connection has seen that they are gone. Harmless when repeated. The database refuses it for everything that
     * no confirmed erasure names.
     *
     * @throws KeyDestructionException if they may be there still
     */
    public void destroyContent(String subject) {
        KeyEraser own = eraser.orElseThrow(() -> new KeyDestructionException("no eraser is configured", null));
        try {
            own.destroy(subject);
            if (!own.isGone(subject)) {
                throw new KeyDestructionException(
                        "the content key of " + subject + " is not on record as destroyed", null);
            }
        } catch (SQLException e) {
            throw new KeyDestructionException("the content key of " + subject + " was not seen to be destroyed", e);
        }
    }

    /**
     * The same for what may have no key, or had it destroyed otherwise.
     *
     * @throws KeyDestructionException if it may be there still
     */
    public void destroyContentIfThere(String subject) {
        KeyEraser own = eraser.orElseThrow(() -> new KeyDestructionException("no eraser is configured", null));
        try {
            if (own.isThere(subject)) {
                destroyContent(subject);
            }
        } catch (SQLException e) {
            throw new KeyDestructionException("the content key of " + subject + " was not seen to be destroyed", e);
        }
    }

    /**
     * Lets the database forget what it still has of keys that were destroyed before: dead rows, old files of tables, the
     * write-ahead log up to here. Those who use the tables of keys wait meanwhile.
     *
     * @return what may be left, if anything
     * @throws KeyDestructionException if it could not be done now
     */
    public Set<Remains> clear() {
        KeyEraser own = eraser.orElseThrow(() -> new KeyDestructionException("no eraser is configured", null));
        Set<Remains> left = EnumSet.noneOf(Remains.class);
        try {
            if (!own.seesOthers()) {
                left.add(Remains.ROWS_UNKNOWN);
            } else if (!own.awaitOblivion(PATIENCE)) {
                // Written anew now, the table would still have them.
                return EnumSet.of(Remains.OLD_ROWS);
            }
            if (!own.rewrite()) {
                return EnumSet.of(Remains.OLD_ROWS);
            }
        } catch (SQLException e) {
            throw new KeyDestructionException("the tables of keys were not written anew", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyDestructionException("interrupted while older transactions went on", e);
        }
        tried(Remains.LOG_FILES, left, own::switchLog);
        tried(Remains.CHECKPOINT, left, own::checkpoint);
        return left;
    }

    private interface Step {
        void go() throws SQLException;
    }

    private static void tried(Remains otherwise, Set<Remains> left, Step step) {
        try {
            step.go();
        } catch (SQLException e) {
            if (!NOT_ALLOWED.equals(e.getSQLState())) {
                throw new KeyDestructionException("the database did not let go of old files", e);
            }
            LOG.warnf("The eraser's role may not do this: %s", otherwise);
            left.add(otherwise);
        }
    }
}
