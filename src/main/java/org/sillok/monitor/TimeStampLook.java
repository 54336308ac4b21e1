package org.sillok.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sillok.kernel.Timestamps;
import org.sillok.monitor.SourceException.Kind;
import org.sillok.monitor.StateFiles.SeenHead;
import org.sillok.monitor.StateFiles.UnusableException;

/** Looks whether every head that was seen comes under a time-stamp in time. */
final class TimeStampLook {
    private final LogSource source;
    private final StateFiles files;
    private final Findings findings;
    private final Duration within;

    /** {@code within} is how soon a head is to be covered after it was seen. */
    TimeStampLook(LogSource source, StateFiles files, Findings findings, Duration within) {
        this.source = source;
        this.files = files;
        this.findings = findings;
        this.within = within;
    }

    void look(Instant now) throws UnusableException {
        try {
            judge(TimeStamps.newest(source), now);
        } catch (SourceException e) {
            if (e.kind() == Kind.MISSING) {
                findings.say(SignalCode.TIME_STAMP_MISSING, null, "The log has no list of time-stamps.");
            } else {
                findings.failed(e);
            }
        }
    }

    private void judge(Optional<TimeStamps> newest, Instant now) throws UnusableException {
        long covered = newest.map(TimeStamps::size).orElse(0L);
        Optional<SeenHead> open = files.firstLargerThan(covered);
        if (newest.isPresent() && newest.get().time().isAfter(now.plus(WallClock.TOLERANCE))) {
            findings.say(
                    SignalCode.CLOCK_JUMPED,
                    covered,
                    "The newest time-stamp lies in this machine's future: one clock is wrong.");
        }
        if (open.isPresent() && open.get().seenAt().plus(within).isBefore(now)) {
            findings.say(
                    newest.isPresent() ? SignalCode.TIME_STAMP_LATE : SignalCode.TIME_STAMP_MISSING,
                    open.get().size(),
                    "A head that was seen at " + Timestamps.format(open.get().seenAt())
                            + " is under no time-stamp yet.");
        } else if (newest.isPresent()) {
            findings.say(
                    SignalCode.TIME_STAMPED,
                    covered,
                    "The log says that it was time-stamped at " + newest.get().time() + ".");
        }
    }
}
