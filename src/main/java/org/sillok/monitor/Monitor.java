package org.sillok.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.TileTree;
import org.sillok.monitor.MonitorState.Head;
import org.sillok.monitor.SourceException.Kind;
import org.sillok.monitor.StateFiles.SeenHead;
import org.sillok.monitor.StateFiles.UnusableException;

/**
 * Looks at a log and says what is the matter with it. A head becomes the one that later looks are held against only
 * after its signatures met the policy and every tile between it and the one before led to its root. What contradicts
 * an earlier head is kept as evidence and changes nothing.
 */
final class Monitor {
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /**
     * What to watch for besides consistency.
     *
     * @param stall after how long without growth to raise an alarm, or null
     * @param stampedWithin how soon a head is to be covered by a time-stamp, or null
     * @param entries whether to read the entries too
     */
    record Watch(@Nullable Duration stall, @Nullable Duration stampedWithin, boolean entries) {}

    private final LogSource source;
    private final StateFiles files;
    private final Watch watch;
    private final WallClock clock;
    private final Consumer<Signal> out;
    private MonitorState state;
    private boolean alarmed;

    Monitor(LogSource source, StateFiles files, MonitorState state, Watch watch, Clock clock, Consumer<Signal> out) {
        this.source = source;
        this.files = files;
        this.state = state;
        this.watch = watch;
        this.clock = new WallClock(clock, System::nanoTime);
        this.out = out;
    }

    /** One look; true if there was nothing to be alarmed about. */
    boolean look() throws UnusableException {
        alarmed = false;
        Instant now = clock.now();
        boolean jumped = clock.jumpedSince(state.lookedAt(), CLOCK_TOLERANCE);
        if (jumped) {
            say(
                    SignalCode.CLOCK_JUMPED,
                    null,
                    "This machine's clock was set, or the machine slept: durations count anew.");
        }
        save(state.lookedAt(now, jumped));
        try {
            lookAtHead(now);
            lookAtKey();
            if (watch.entries()) {
                lookAtEntries();
            }
            lookAtTimeStamps(now);
        } catch (SourceException e) {
            failed(e);
        }
        return !alarmed;
    }

    private void lookAtHead(Instant now) throws SourceException, UnusableException {
        Bytes note = source.read(LogSource.CHECKPOINT, LogSource.LONGEST_NOTE);
        NoteCheck check = NoteCheck.of(note, state.policy());
        if (check instanceof NoteCheck.Invalid invalid) {
            invalid(invalid, note);
            return;
        }
        Checkpoint shown = ((NoteCheck.Valid) check).checkpoint();
        Frontier held = state.tree();
        boolean known = isKnown(shown, note);
        boolean signedAnew = shown.size() == held.size() && shown.root().equals(held.root());
        if (!known && !(signedAnew && state.seen() != null)) {
            files.keep(new SeenHead(now, shown.size(), note));
        }
        Optional<String> fork = state.forkEvidence();
        if (fork.isPresent()) {
            say(
                    SignalCode.FORK,
                    shown.size(),
                    "The log has shown two histories; nothing it says is followed.",
                    fork.get());
            return;
        }
        if (shown.size() < held.size()) {
            setBack(shown, note, known);
        } else if (state.seen() != null && shown.size() == held.size()) {
            unchanged(shown, note, now);
        } else {
            grown(shown, note, now);
        }
    }

    /** What no trusted key has signed proves nothing to anybody, and anyone could fill the disk with it. */
    private void invalid(NoteCheck.Invalid invalid, Bytes note) throws UnusableException {
        if (invalid.isSigned()) {
            contradicts(invalid.code(), null, invalid.words(), note);
        } else {
            say(invalid.code(), null, invalid.words());
        }
    }

    private void unchanged(Checkpoint shown, Bytes note, Instant now) throws UnusableException {
        if (!shown.root().equals(state.tree().root())) {
            forked(shown, note, "Two signed heads of size " + shown.size() + " have different roots.");
            return;
        }
        Duration still = Duration.between(state.grewAt(), now);
        Duration allowed = watch.stall();
        if (allowed != null && still.compareTo(allowed) > 0) {
            say(
                    SignalCode.STALLED,
                    shown.size(),
                    "The log has not grown since " + Timestamps.format(state.grewAt()) + ".");
        } else {
            say(SignalCode.HEAD_UNCHANGED, shown.size(), "The head is the one that was verified before.");
        }
    }

    /** A smaller head: an old one again, a tree that was cut back, or another history. */
    private void setBack(Checkpoint shown, Bytes note, boolean known) throws UnusableException {
        String sizes = shown.size() + " entries after " + state.tree().size();
        if (known) {
            contradicts(SignalCode.REPLAYED, shown, "An old head is served again: " + sizes + ".", note);
            return;
        }
        try {
            Head seen = state.seen();
            TileTree tiles = new TileTree(state.tree().size(), source.tiles());
            boolean tilesHold =
                    seen != null && tiles.frontier().root().equals(seen.tree().root());
            if (tilesHold && !tiles.frontierAt(shown.size()).root().equals(shown.root())) {
                forked(shown, note, "A head of " + sizes + " is not a beginning of the tree that was verified.");
                return;
            }
        } catch (LogSource.FailedReadException | DamagedTreeException e) {
            // The tiles of the verified tree are gone too: that it went back is what can be said.
        }
        contradicts(SignalCode.ROLLED_BACK, shown, "The log went back: " + sizes + ".", note);
    }

    private void grown(Checkpoint shown, Bytes note, Instant now) throws SourceException, UnusableException {
        Head begun = state.catchingUp();
        if (begun == null || !(NoteCheck.of(begun.note(), state.policy()) instanceof NoteCheck.Valid target)) {
            follow(shown, note, state.tree(), now);
        } else if (begun.note().equals(note)) {
            follow(shown, note, begun.tree(), now);
        } else if (target.checkpoint().size() > shown.size()) {
            follow(shown, note, state.tree(), now);
        } else if (follow(target.checkpoint(), begun.note(), begun.tree(), now)) {
            // What was begun is finished first; then this head, which may be the same one signed anew.
            if (shown.size() == state.tree().size()) {
                unchanged(shown, note, now);
            } else {
                follow(shown, note, state.tree(), now);
            }
        }
    }

    /** Reads the tiles up to {@code shown}; true if they led to its root. */
    private boolean follow(Checkpoint shown, Bytes note, Frontier from, Instant now)
            throws SourceException, UnusableException {
        boolean first = state.seen() == null;
        long before = state.tree().size();
        try {
            Frontier tree = TreeFollower.follow(source, from, shown.size(), reached -> {
                save(state.catchingUp(new Head(note, reached)));
                say(
                        SignalCode.CATCHING_UP,
                        reached.size(),
                        "Read " + reached.size() + " of " + shown.size() + " leaves.");
            });
            if (!tree.root().equals(shown.root())) {
                throw new WrongTileException("The tiles do not lead to the signed root");
            }
            save(state.caughtUp(new Head(note, tree), now));
            say(
                    first ? SignalCode.FIRST_HEAD : SignalCode.HEAD_ADVANCED,
                    shown.size(),
                    first
                            ? "All " + shown.size() + " leaves lead to the signed root."
                            : "Grew from " + before + " to " + shown.size() + " entries, consistently.");
            return true;
        } catch (WrongTileException e) {
            save(state.catchingUp(null));
            if (isAnotherHistory(shown)) {
                forked(
                        shown,
                        note,
                        "The tree of " + shown.size() + " entries does not continue the verified one of " + before
                                + ".");
            } else {
                contradicts(SignalCode.TILES_WRONG, shown, e.getMessage() + ".", note);
            }
            return false;
        } catch (SourceException e) {
            if (e.kind() != Kind.MISSING) {
                throw e;
            }
            contradicts(
                    SignalCode.TILE_MISSING,
                    shown,
                    "A tile of the signed tree is not there: " + e.getMessage() + ".",
                    note);
            return false;
        }
    }

    /** Whether the tiles lead to the head that is shown, but not through the one that was verified. */
    private boolean isAnotherHistory(Checkpoint shown) {
        try {
            TileTree tiles = new TileTree(shown.size(), source.tiles());
            Frontier held = state.tree();
            return tiles.frontier().root().equals(shown.root())
                    && !tiles.frontierAt(held.size()).root().equals(held.root());
        } catch (LogSource.FailedReadException | DamagedTreeException e) {
            return false;
        }
    }

    private void lookAtKey() throws SourceException, UnusableException {
        Optional<String> served = ServedKeys.vkey(source);
        boolean known = served.isPresent()
                && state.policy().logs().stream()
                        .anyMatch(log -> log.key().vkey().equals(served.get()));
        if (served.isPresent() && !known) {
            say(SignalCode.KEY_CHANGED, null, "The log serves another key than the one that is trusted.");
        }
    }

    private void lookAtEntries() throws SourceException, UnusableException {
        Frontier held = state.tree();
        if (state.entries().size() >= held.size() || alarmed) {
            return;
        }
        Head seen = state.seen();
        Bytes note = seen == null ? Bytes.of(new byte[0]) : seen.note();
        try {
            Frontier read =
                    EntryFollower.follow(source, state.entries(), held.size(), reached -> save(state.entries(reached)));
            if (!read.root().equals(held.root())) {
                save(state.entries(Frontier.EMPTY));
                contradicts(SignalCode.ENTRIES_WRONG, null, "The entries are not those of the verified tree.", note);
                return;
            }
            save(state.entries(read));
            say(SignalCode.ENTRIES_CHECKED, read.size(), "Every entry is in the tree, and its signature holds.");
        } catch (EntryFollower.InvalidException e) {
            contradicts(SignalCode.ENTRY_INVALID, null, e.getMessage() + ".", note);
        } catch (SourceException e) {
            if (e.kind() != Kind.REFUSED) {
                throw e;
            }
            say(SignalCode.ENTRIES_REFUSED, null, "The token does not open the entries: " + e.getMessage() + ".");
        }
    }

    private void lookAtTimeStamps(Instant now) throws UnusableException {
        Duration within = watch.stampedWithin();
        if (within == null) {
            return;
        }
        try {
            Optional<TimeStamps> newest = TimeStamps.newest(source);
            long covered = newest.map(TimeStamps::size).orElse(0L);
            Optional<SeenHead> open = files.firstLargerThan(covered);
            if (newest.isPresent() && newest.get().time().isAfter(now.plus(CLOCK_TOLERANCE))) {
                say(
                        SignalCode.CLOCK_JUMPED,
                        covered,
                        "The newest time-stamp lies in this machine's future: one clock is wrong.");
            }
            if (open.isPresent() && open.get().seenAt().plus(within).isBefore(now)) {
                say(
                        newest.isPresent() ? SignalCode.TIME_STAMP_LATE : SignalCode.TIME_STAMP_MISSING,
                        open.get().size(),
                        "A head that was seen at "
                                + Timestamps.format(open.get().seenAt()) + " is under no time-stamp yet.");
            } else if (newest.isPresent()) {
                say(
                        SignalCode.TIME_STAMPED,
                        covered,
                        "The log says that it was time-stamped at "
                                + newest.get().time() + ".");
            }
        } catch (SourceException e) {
            if (e.kind() == Kind.MISSING) {
                say(SignalCode.TIME_STAMP_MISSING, null, "The log has no list of time-stamps.");
            } else {
                failed(e);
            }
        }
    }

    /** Whether the head was seen before. What is larger than everything verified is not searched for. */
    private boolean isKnown(Checkpoint shown, Bytes note) throws UnusableException {
        for (Head head : new Head[] {state.seen(), state.catchingUp()}) {
            if (head != null && head.note().equals(note)) {
                return true;
            }
        }
        return shown.size() <= state.tree().size()
                && files.firstHead(head -> head.note().equals(note)).isPresent();
    }

    private void forked(Checkpoint shown, Bytes note, String words) throws UnusableException {
        String evidence = contradicts(SignalCode.FORK, shown, words, note);
        save(state.forked(evidence));
    }

    /** Keeps what was shown beside what was verified before, and says so. */
    private String contradicts(SignalCode code, @Nullable Checkpoint shown, String words, Bytes note)
            throws UnusableException {
        Head seen = state.seen();
        String evidence = files.keepEvidence(code, state, seen == null ? null : seen.note(), note);
        say(code, shown == null ? null : shown.size(), words, evidence);
        return evidence;
    }

    private void failed(SourceException failure) {
        boolean unusable = failure.kind() == Kind.UNUSABLE || failure.kind() == Kind.REFUSED;
        say(unusable ? SignalCode.UNUSABLE_ANSWER : SignalCode.UNREACHABLE, null, failure.getMessage() + ".");
    }

    private void save(MonitorState next) throws UnusableException {
        files.write(next);
        state = next;
    }

    private void say(SignalCode code, @Nullable Long size, String words) {
        say(code, size, words, null);
    }

    private void say(SignalCode code, @Nullable Long size, String words, @Nullable String evidence) {
        Signal signal = new Signal(code, clock.now(), state.log(), size, words, evidence);
        alarmed |= signal.isAlarm();
        out.accept(signal);
    }
}
