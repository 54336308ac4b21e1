package org.sillok.jobs;

import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.sillok.vault.KekUnavailableException;

/** One of the things that a sweep goes through: if it cannot be dealt with now, it waits and keeps no other waiting. */
public final class SweepStep {
    private SweepStep() {}

    /**
     * Does {@code work}, and says in the log if that was not possible: without a trace while the keys are away, which health says
     * already.
     *
     * @param id an identifier without personal data
     * @return what {@code work} returns; false if it failed
     */
    public static boolean tried(Logger log, String id, BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (KekUnavailableException e) {
            log.warnf("%s waits until the keys can be used", id);
            return false;
        } catch (RuntimeException e) {
            log.warnf(e, "%s waits for the next sweep", id);
            return false;
        }
    }
}
