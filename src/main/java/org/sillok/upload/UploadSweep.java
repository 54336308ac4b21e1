package org.sillok.upload;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.Orphans;
import org.sillok.storage.Staging;
import org.sillok.storage.SweepMeter;

/**
 * Removes uploads that have expired, and objects of the staging store that belong to none: rows first, then objects, so
 * that no row ever lacks its bytes.
 */
@ApplicationScoped
public class UploadSweep {
    private static final Logger LOG = Logger.getLogger(UploadSweep.class);
    private static final int BATCH = 100;

    private final AllUploads all;
    private final SegmentStore segments;
    private final Orphans orphans;
    private final SweepMeter meter;
    private final UploadConfig config;

    UploadSweep(
            AllUploads all,
            SegmentStore segments,
            @Staging ObjectStore staging,
            SweepMeter meter,
            UploadConfig config,
            Clock clock) {
        this.all = all;
        this.segments = segments;
        this.orphans = new Orphans(staging, clock);
        this.meter = meter;
        this.config = config;
    }

    @Scheduled(every = SweepMeter.EVERY, delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        SweepMeter.Removed swept = meter.watch(SweepMeter.Of.UPLOADS, this::sweep);
        if (!swept.isNothing()) {
            LOG.infof(
                    "Swept %d expired uploads, %d drafts and %d objects that belong to no upload",
                    swept.uploads(), swept.drafts(), swept.objects());
        }
    }

    /** Sweeps once; may run on several replicas at a time. */
    public SweepMeter.Removed sweep() {
        long uploads = 0;
        long bytes = 0;
        for (AllUploads.Expired some = all.expire(BATCH); some.uploads() > 0; some = all.expire(BATCH)) {
            segments.discard(some.objects());
            uploads += some.uploads();
            bytes += some.bytes();
        }
        Orphans.Swept left = orphans.sweep(config.leftoverAge(), all::referenced);
        return new SweepMeter.Removed(uploads, bytes, left.drafts(), left.objects());
    }
}
