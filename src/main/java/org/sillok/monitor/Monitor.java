package org.sillok.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Frontier;
import org.sillok.monitor.MonitorState.Head;
import org.sillok.monitor.SourceException.Kind;
import org.sillok.monitor.StateFiles.UnusableException;

/** Looks at a log and says what is the matter with it: head, key, entries and time-stamps, one after another. */
final class Monitor {
    /**
     * What to watch for besides consistency.
     *
     * @param stall after how long without growth to raise an alarm, or null
     * @param stampedWithin how soon a head is to be covered by a time-stamp, or null
     * @param entries whether to read the entries too
     */
    record Watch(@Nullable Duration stall, @Nullable Duration stampedWithin, boolean entries) {}

    private final LogSource source;
    private final Watch watch;
    private final WallClock clock;
    private final Findings findings;
    private final HeadLook head;
    private final @Nullable TimeStampLook timeStamps;

    Monitor(LogSource source, StateFiles files, MonitorState state, Watch watch, Clock clock, Consumer<Signal> out) {
        this.source = source;
        this.watch = watch;
        this.clock = new WallClock(clock, System::nanoTime);
        this.findings = new Findings(files, state, this.clock, out);
        this.head = new HeadLook(source, files, findings, watch.stall());
        Duration within = watch.stampedWithin();
        this.timeStamps = within == null ? null : new TimeStampLook(source, files, findings, within);
    }

    /** One look; true if there was nothing to be alarmed about. */
    boolean look() throws UnusableException {
        findings.beginLook();
        Instant now = clock.now();
        boolean jumped = clock.jumpedSince(findings.state().lookedAt());
        if (jumped) {
            findings.say(
                    SignalCode.CLOCK_JUMPED,
                    null,
                    "This machine's clock was set, or the machine slept: durations count anew.");
        }
        findings.save(findings.state().lookedAt(now, jumped));
        try {
            head.look(now);
            lookAtKey();
            if (watch.entries()) {
                lookAtEntries();
            }
            if (timeStamps != null) {
                timeStamps.look(now);
            }
        } catch (SourceException e) {
            findings.failed(e);
        }
        return !findings.isAlarmed();
    }

    private void lookAtKey() throws SourceException {
        boolean changed = ServedKeys.vkey(source)
                .filter(key -> !ServedKeys.isTrusted(key, findings.state().policy()))
                .isPresent();
        if (changed) {
            findings.say(SignalCode.KEY_CHANGED, null, "The log serves another key than the one that is trusted.");
        }
    }

    private void lookAtEntries() throws SourceException, UnusableException {
        Frontier held = findings.state().tree();
        if (findings.state().entries().size() >= held.size() || findings.isAlarmed()) {
            return;
        }
        Head seen = findings.state().seen();
        Bytes note = seen == null ? Bytes.of(new byte[0]) : seen.note();
        try {
            Frontier read = EntryFollower.follow(
                    source,
                    findings.state().entries(),
                    held.size(),
                    reached -> findings.save(findings.state().entries(reached)));
            if (!read.root().equals(held.root())) {
                findings.save(findings.state().entries(Frontier.EMPTY));
                findings.contradicts(
                        SignalCode.ENTRIES_WRONG, null, "The entries are not those of the verified tree.", note);
                return;
            }
            findings.save(findings.state().entries(read));
            findings.say(
                    SignalCode.ENTRIES_CHECKED, read.size(), "Every entry is in the tree, and its signature holds.");
        } catch (EntryFollower.InvalidException e) {
            findings.contradicts(SignalCode.ENTRY_INVALID, null, e.getMessage() + ".", note);
        } catch (SourceException e) {
            if (e.kind() != Kind.REFUSED) {
                throw e;
            }
            findings.say(
                    SignalCode.ENTRIES_REFUSED, null, "The token does not open the entries: " + e.getMessage() + ".");
        }
    }
}
