package org.sillok.monitor;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.monitor.MonitorState.Head;
import org.sillok.monitor.StateFiles.UnusableException;

/**
 * What one monitor remembers and says. The state counts once it is on disk; a contradiction is said once its evidence is.
 */
final class Findings {
    private final StateFiles files;
    private final WallClock clock;
    private final Consumer<Signal> out;
    private MonitorState state;
    private boolean alarmed;

    Findings(StateFiles files, MonitorState state, WallClock clock, Consumer<Signal> out) {
        this.files = files;
        this.state = state;
        this.clock = clock;
        this.out = out;
    }

    MonitorState state() {
        return state;
    }

    void save(MonitorState next) throws UnusableException {
        files.write(next);
        state = next;
    }

    /** Whether there was an alarm since the look began. */
    boolean isAlarmed() {
        return alarmed;
    }

    void beginLook() {
        alarmed = false;
    }

    void say(SignalCode code, @Nullable Long size, String words) {
        say(code, size, words, null);
    }

    void say(SignalCode code, @Nullable Long size, String words, @Nullable String evidence) {
        Signal signal = new Signal(code, clock.now(), state.log(), size, words, evidence);
        alarmed |= signal.isAlarm();
        out.accept(signal);
    }

    /** A file of the log could not be had. */
    void failed(SourceException failure) {
        boolean unusable =
                failure.kind() == SourceException.Kind.UNUSABLE || failure.kind() == SourceException.Kind.REFUSED;
        say(unusable ? SignalCode.UNUSABLE_ANSWER : SignalCode.UNREACHABLE, null, failure.getMessage() + ".");
    }

    /** Keeps what was shown beside what was verified before, and says so. Returns where it is kept. */
    String contradicts(SignalCode code, @Nullable Checkpoint shown, String words, Bytes note) throws UnusableException {
        Head seen = state.seen();
        String evidence = files.keepEvidence(code, state, seen == null ? null : seen.note(), note);
        say(code, shown == null ? null : shown.size(), words, evidence);
        return evidence;
    }

    /** Two histories: nothing is followed from here on. */
    void forked(Checkpoint shown, Bytes note, String words) throws UnusableException {
        save(state.forked(contradicts(SignalCode.FORK, shown, words, note)));
    }
}
