package org.sillok.fixity;

import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.sillok.fixity.db.PassingTrouble;
import org.sillok.vault.KekUnavailableException;

/** Writes with as many statements as can be written: damaged streams keep nothing else from being written down. */
final class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class);

    private Attempts() {}

    /**
     * What came of the first of {@code ways} that works, from the fullest to the simplest. Throws what kept the last one from
     * it; and at once if the trouble is none of the streams', but that of all keys, or a moment's that has not passed: what is
     * left out now is never written.
     */
    static <W, T> T inTurn(List<W> ways, Function<W, T> write) {
        RuntimeException failure = new IllegalStateException("nothing was tried");
        boolean again = false;
        for (W way : ways) {
            try {
                return write.apply(way);
            } catch (KekUnavailableException e) {
                if (!e.trouble().isOfSome()) {
                    throw e;
                }
                failure = e;
            } catch (RuntimeException e) {
                if (again && PassingTrouble.is(e)) {
                    throw e;
                }
                again = true;
                LOG.debugf(e, "It cannot be written so: %s", way);
                failure = e;
            }
        }
        throw failure;
    }
}
