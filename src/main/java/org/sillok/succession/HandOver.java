package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.Actor;

/** Puts a hand-over that was accepted on all records. Each is told once, however often it runs. */
@ApplicationScoped
class HandOver {
    private final HandOverSteps steps;

    HandOver(HandOverSteps steps) {
        this.steps = steps;
    }

    /** Told after every transaction, how many items were dealt with by this run. */
    interface Told {
        void done(long items);
    }

    /**
     * Does all of it.
     *
     * @param actor who recorded the acceptance, or null if the service goes on by itself
     */
    void carryOut(String id, @Nullable Actor actor, Told told) {
        long done = 0;
        int some = steps.next(id, actor);
        while (some > 0) {
            done += some;
            told.done(done);
            some = steps.next(id, actor);
        }
        steps.end(id, actor);
    }
}
