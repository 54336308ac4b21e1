package org.sillok.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
 * Looks at a log's head. One becomes the head that later ones are held against only after its signatures met the policy
 * and every tile between it and the one before led to its root. What contradicts an earlier head is kept as evidence and
 * changes nothing.
 */
final class HeadLook {
    private final LogSource source;
    private final StateFiles files;
    private final Findings findings;
    private final @Nullable Duration stall;

    /** {@code stall} is after how long without growth to raise an alarm, or null. */
    HeadLook(LogSource source, StateFiles files, Findings findings, @Nullable Duration stall) {
        this.source = source;
        this.files = files;
        this.findings = findings;
        this.stall = stall;
    }

    /** One look at the head. */
    void look(Instant now) throws SourceException, UnusableException {
        Optional<Bytes> note = source.find(LogSource.CHECKPOINT, LogSource.LONGEST_NOTE);
        if (note.isEmpty()) {
            missing(now);
            return;
        }
        NoteCheck check = NoteCheck.of(note.get(), state().policy());
        if (check instanceof NoteCheck.Invalid invalid) {
            invalid(invalid, note.get());
        } else {
            valid(((NoteCheck.Valid) check).checkpoint(), note.get(), now);
        }
    }

    /** A log that nobody has written to has no checkpoint; one that has shown any keeps showing one. */
    private void missing(Instant now) throws SourceException, UnusableException {
        if (files.firstHead(head -> true).isPresent()) {
            findings.say(
                    SignalCode.CHECKPOINT_MISSING,
                    null,
                    "The log shows no checkpoint any more; the tree that was verified last has "
                            + state().tree().size() + " entries.");
        } else if (ServedKeys.isTrusted(source, state().policy())) {
            sayUnlessStalled(SignalCode.NOT_BEGUN, null, "The log has signed nothing yet: it is empty.", now);
        } else {
            // An empty log serves its key. What answers here is none, or not this one.
            findings.say(
                    SignalCode.CHECKPOINT_MISSING, null, "There is no checkpoint at this address, and no trusted key.");
        }
    }

    private void valid(Checkpoint shown, Bytes note, Instant now) throws SourceException, UnusableException {
        Frontier held = state().tree();
        boolean known = isKnown(shown, note);
        boolean signedAnew = shown.size() == held.size() && shown.root().equals(held.root());
        if (!known && !(signedAnew && state().seen() != null)) {
            files.keep(new SeenHead(now, shown.size(), note));
        }
        Optional<String> fork = state().forkEvidence();
        if (fork.isPresent()) {
            findings.say(
                    SignalCode.FORK,
                    shown.size(),
                    "The log has shown two histories; nothing it says is followed.",
                    fork.get());
            return;
        }
        if (shown.size() < held.size()) {
            setBack(shown, note, known);
        } else if (state().seen() != null && shown.size() == held.size()) {
            unchanged(shown, note, now);
        } else {
            grown(shown, note, now);
        }
    }

    /** What no trusted key has signed proves nothing to anybody, and anyone could fill the disk with it. */
    private void invalid(NoteCheck.Invalid invalid, Bytes note) throws UnusableException {
        if (invalid.isSigned()) {
            findings.contradicts(invalid.code(), null, invalid.words(), note);
        } else {
            findings.say(invalid.code(), null, invalid.words());
        }
    }

    private void unchanged(Checkpoint shown, Bytes note, Instant now) throws UnusableException {
        if (!shown.root().equals(state().tree().root())) {
            findings.forked(shown, note, "Two signed heads of size " + shown.size() + " have different roots.");
            return;
        }
        sayUnlessStalled(SignalCode.HEAD_UNCHANGED, shown.size(), "The head is the one that was verified before.", now);
    }

    /** Says that there is nothing new, unless that has been so for too long. */
    private void sayUnlessStalled(SignalCode code, @Nullable Long size, String words, Instant now) {
        Instant grewAt = state().grewAt();
        boolean stalled = stall != null && Duration.between(grewAt, now).compareTo(stall) > 0;
        if (stalled) {
            findings.say(SignalCode.STALLED, size, "The log has not grown since " + Timestamps.format(grewAt) + ".");
        } else {
            findings.say(code, size, words);
        }
    }

    /** A smaller head: an old one again, a tree that was cut back, or another history. */
    private void setBack(Checkpoint shown, Bytes note, boolean known) throws UnusableException {
        String sizes = shown.size() + " entries after " + state().tree().size();
        if (known) {
            findings.contradicts(SignalCode.REPLAYED, shown, "An old head is served again: " + sizes + ".", note);
            return;
        }
        try {
            Head seen = state().seen();
            TileTree tiles = new TileTree(state().tree().size(), source.tiles());
            boolean tilesHold =
                    seen != null && tiles.frontier().root().equals(seen.tree().root());
            if (tilesHold && !tiles.frontierAt(shown.size()).root().equals(shown.root())) {
                findings.forked(
                        shown, note, "A head of " + sizes + " is not a beginning of the tree that was verified.");
                return;
            }
        } catch (LogSource.FailedReadException | DamagedTreeException e) {
            // The tiles of the verified tree are gone too: that it went back is what can be said.
        }
        findings.contradicts(SignalCode.ROLLED_BACK, shown, "The log went back: " + sizes + ".", note);
    }

    private void grown(Checkpoint shown, Bytes note, Instant now) throws SourceException, UnusableException {
        Head begun = state().catchingUp();
        if (begun == null || !(NoteCheck.of(begun.note(), state().policy()) instanceof NoteCheck.Valid target)) {
            follow(shown, note, state().tree(), now);
        } else if (begun.note().equals(note)) {
            follow(shown, note, begun.tree(), now);
        } else if (target.checkpoint().size() > shown.size()) {
            follow(shown, note, state().tree(), now);
        } else if (follow(target.checkpoint(), begun.note(), begun.tree(), now)) {
            // What was begun is finished first; then this head, which may be the same one signed anew.
            if (shown.size() == state().tree().size()) {
                unchanged(shown, note, now);
            } else {
                follow(shown, note, state().tree(), now);
            }
        }
    }

    /** Reads the tiles up to {@code shown}; true if they led to its root. */
    private boolean follow(Checkpoint shown, Bytes note, Frontier from, Instant now)
            throws SourceException, UnusableException {
        boolean first = state().seen() == null;
        long before = state().tree().size();
        try {
            Frontier tree = TreeFollower.follow(source, from, shown.size(), reached -> {
                findings.save(state().catchingUp(new Head(note, reached)));
                findings.say(
                        SignalCode.CATCHING_UP,
                        reached.size(),
                        "Read " + reached.size() + " of " + shown.size() + " leaves.");
            });
            if (!tree.root().equals(shown.root())) {
                throw new WrongTileException("The tiles do not lead to the signed root");
            }
            findings.save(state().caughtUp(new Head(note, tree), now));
            findings.say(
                    first ? SignalCode.FIRST_HEAD : SignalCode.HEAD_ADVANCED,
                    shown.size(),
                    first
                            ? firstWords(shown.size())
                            : "Grew from " + before + " to " + shown.size() + " entries, consistently.");
            return true;
        } catch (WrongTileException e) {
            findings.save(state().catchingUp(null));
            if (isAnotherHistory(shown)) {
                findings.forked(
                        shown,
                        note,
                        "The tree of " + shown.size() + " entries does not continue the verified one of " + before
                                + ".");
            } else {
                findings.contradicts(SignalCode.TILES_WRONG, shown, e.getMessage() + ".", note);
            }
            return false;
        } catch (SourceException e) {
            if (e.kind() != Kind.MISSING) {
                throw e;
            }
            findings.contradicts(
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
            Frontier held = state().tree();
            return tiles.frontier().root().equals(shown.root())
                    && !tiles.frontierAt(held.size()).root().equals(held.root());
        } catch (LogSource.FailedReadException | DamagedTreeException e) {
            return false;
        }
    }

    /** Whether the head was seen before. What is larger than everything verified is not searched for. */
    private boolean isKnown(Checkpoint shown, Bytes note) throws UnusableException {
        for (Head head : new Head[] {state().seen(), state().catchingUp()}) {
            if (head != null && head.note().equals(note)) {
                return true;
            }
        }
        return shown.size() <= state().tree().size()
                && files.firstHead(head -> head.note().equals(note)).isPresent();
    }

    private static String firstWords(long size) {
        return size == 0
                ? "The log is empty: its signed tree has no leaves."
                : "All " + size + " leaves lead to the signed root.";
    }

    private MonitorState state() {
        return findings.state();
    }
}
