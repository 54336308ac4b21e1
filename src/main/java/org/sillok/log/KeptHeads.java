package org.sillok.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.NoteKey;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileTree;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.PrivateFile;

/**
 * What is known of a log outside of database and object store, for whoever puts both back: the high-water mark of this
 * machine, and checkpoints that others kept. It judges by the same places as the log's guard, which decides in the end.
 */
public final class KeptHeads {
    private final HighWaterMark mark;
    private final String origin;
    private final NoteKey key;

    /**
     * Of the log {@code origin}.
     *
     * @param vkey the verifier key of its Ed25519 line
     * @throws InvalidNoteException if that is none, or one of another log
     */
    public KeptHeads(Path highWaterMark, String origin, String vkey) throws InvalidNoteException {
        this.mark = new HighWaterMark(highWaterMark, origin);
        this.origin = origin;
        this.key = NoteKey.parse(vkey);
        if (!key.name().equals(origin)) {
            throw new InvalidNoteException("the key is of another log");
        }
    }

    /** How a restored tree stands to what is known. */
    public sealed interface Judgement {
        /** It contains every head that is known here. */
        record InOrder() implements Judgement {}

        /** The log once signed a tree of {@code known} entries. */
        record Behind(long known) implements Judgement {}

        /** The log once signed another tree of {@code known} entries. */
        record Contradicted(long known) implements Judgement {}

        /** It most likely signed more than anybody knows here, see {@link #hold}. */
        record Held() implements Judgement {}
    }

    /**
     * Puts a checkpoint that somebody kept into the folder of the high-water mark, where the guard finds it at every start.
     *
     * @throws InvalidNoteException if this log did not sign it
     */
    public void keep(Bytes note) throws InvalidNoteException {
        Checkpoint head = require(note);
        try {
            new PrivateFile(mark.file(head.size())).create(note.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the high-water mark cannot be written", e);
        }
    }

    /** The checkpoint in {@code note}; throws {@link InvalidNoteException} if this log did not sign it. */
    public Checkpoint require(Bytes note) throws InvalidNoteException {
        Checkpoint head = SignedCheckpoint.verify(note, LogPolicy.of(key)).checkpoint();
        if (!head.origin().equals(origin)) {
            throw new InvalidNoteException("the checkpoint is of another log");
        }
        return head;
    }

    /** Whether this log signed the checkpoint in {@code note}. */
    public boolean isOfLog(Bytes note) {
        return verified(note).filter(head -> head.origin().equals(origin)).isPresent();
    }

    /** The checkpoint that {@code store} has a copy of; empty if it has none that this log signed. */
    public Optional<Checkpoint> copyIn(ObjectStore store) {
        return copyNoteIn(store).flatMap(this::verified);
    }

    /** The same as the note that it is in. */
    public Optional<Bytes> copyNoteIn(ObjectStore store) {
        return new LogStore(store, origin).checkpointCopy().filter(this::isOfLog);
    }

    /** The largest checkpoint that is kept in the folder of the high-water mark. */
    public Optional<Bytes> newest() {
        return mark.notes().stream()
                .filter(note -> verified(note).isPresent())
                .max(Comparator.comparingLong(
                        note -> verified(note).map(Checkpoint::size).orElse(0L)));
    }

    /**
     * Sees to it that the copy of the newest checkpoint in {@code store} is at least as large as {@code note}, with tiles or
     * without: wherever the store goes, what this log signed is known there.
     *
     * @throws InvalidNoteException if this log did not sign it
     */
    public void raiseCopy(ObjectStore store, Bytes note) throws InvalidNoteException {
        require(note);
        new LogStore(store, origin)
                .raiseCheckpointCopy(SignedCheckpoint.verify(note, LogPolicy.of(key)), this::verified);
    }

    /** Has the log refuse to go on over {@code store}, whoever starts there; there is no way to take that back. */
    public void hold(ObjectStore store) {
        new LogStore(store, origin).hold();
    }

    /**
     * Judges a tree of {@code size} entries.
     *
     * @param store has its tiles
     * @param more a checkpoint that counts beside the marks
     */
    public Judgement judge(long size, ObjectStore store, @Nullable Bytes more) {
        List<Checkpoint> heads = new ArrayList<>();
        LogStore objects = new LogStore(store, origin);
        mark.notes().forEach(note -> verified(note).ifPresent(heads::add));
        // A store that was left where it is may know more than the database that was put back.
        objects.checkpointCopy().flatMap(this::verified).ifPresent(heads::add);
        if (more != null) {
            verified(more).ifPresent(heads::add);
        }
        heads.sort(Comparator.comparingLong(Checkpoint::size).reversed());
        TileTree tree = new TileTree(size, objects);
        for (Checkpoint head : heads) {
            if (head.size() > size) {
                return new Judgement.Behind(head.size());
            }
            if (!isIn(tree, head)) {
                return new Judgement.Contradicted(head.size());
            }
        }
        return objects.isHeld() ? new Judgement.Held() : new Judgement.InOrder();
    }

    private static boolean isIn(TileTree tree, Checkpoint head) {
        try {
            return tree.frontierAt(head.size()).root().equals(head.root());
        } catch (NoSuchObjectException | DamagedTreeException e) {
            return false;
        }
    }

    private Optional<Checkpoint> verified(Bytes note) {
        try {
            return Optional.of(SignedCheckpoint.verify(note, LogPolicy.of(key)).checkpoint());
        } catch (InvalidNoteException e) {
            return Optional.empty();
        }
    }
}
