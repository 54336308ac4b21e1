package org.sillok.hold;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.feed.core.Happening;
import org.sillok.hold.core.HoldAct;
import org.sillok.hold.core.HoldState;
import org.sillok.hold.core.Lapse;
import org.sillok.hold.db.HoldRows;
import org.sillok.identity.Scope;
import org.sillok.jobs.SweepStep;
import org.sillok.kernel.Timestamps;
import org.sillok.time.TrustedTime;

/**
 * Puts on record that the time of a hold is over, and completes what is to be said on the streams of many items. May run on
 * several replicas at a time: each takes a hold by its row, and looks again.
 */
@ApplicationScoped
public class HoldSweep {
    private static final Logger LOG = Logger.getLogger(HoldSweep.class);
    private static final int MANY = 100;

    private final HoldRows rows;
    private final HoldRecord record;
    private final TrustedTime time;
    private final Scope scope;
    private final Clock clock;

    HoldSweep(HoldRows rows, HoldRecord record, TrustedTime time, Scope scope, Clock clock) {
        this.rows = rows;
        this.record = record;
        this.time = time;
        this.scope = scope;
        this.clock = clock;
    }

    @Scheduled(every = "60s", delayed = "45s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        sweep();
    }

    /** Does all that is to be done now; how many holds have lapsed. */
    public int sweep() {
        int lapsed = 0;
        for (String hold : over()) {
            lapsed += SweepStep.tried(LOG, hold, () -> lapse(hold)) ? 1 : 0;
        }
        for (String hold : unstated()) {
            SweepStep.tried(LOG, hold, () -> stateAll(hold));
        }
        return lapsed;
    }

    private boolean stateAll(String hold) {
        while (state(hold) == HoldRecord.BATCH) {
            LOG.debugf("more to say of %s", hold);
        }
        return true;
    }

    @Transactional
    List<String> over() {
        scope.enterSystem();
        return rows.over(Timestamps.truncate(clock.instant()), MANY);
    }

    @Transactional
    List<String> unstated() {
        scope.enterSystem();
        return rows.unstated(MANY);
    }

    /** Records that one hold has lapsed; false if another replica did, or it is not proven yet that its time is over. */
    @Transactional
    boolean lapse(String id) {
        scope.enterSystem();
        Instant now = Timestamps.truncate(clock.instant());
        HoldRows.Hold hold = rows.lock(id).orElseThrow();
        boolean over = HoldState.valueOf(hold.state()).holds()
                && Lapse.isOver(hold.until(), now, time.newestTime().orElse(null));
        if (!over) {
            return false;
        }
        rows.lapsed(id, now);
        rows.step(id, hold.repository(), HoldAct.LAPSED.name(), null, now, null);
        HoldRows.Hold after = rows.find(id).orElseThrow();
        record.tell(after, Happening.HOLD_LIFTED);
        record.tellRepository(after, Happening.HOLD_LIFTED);
        record.state(after);
        return true;
    }

    /** Says some of what is to be said on the streams of a hold's items; how much. */
    @Transactional
    int state(String id) {
        scope.enterSystem();
        Optional<HoldRows.Hold> hold = rows.lock(id);
        return hold.map(record::state).orElse(0);
    }
}
