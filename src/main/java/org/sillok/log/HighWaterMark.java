package org.sillok.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.Note;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileTree;
import org.sillok.vault.PrivateFile;

/**
 * The newest checkpoint that this machine signed or saw, kept outside the data directory: what remains when the database and
 * the object store are both set back. Written before a checkpoint is released, so it is never behind the public. Every size
 * has a file of its own, written once, and a larger one takes the smaller away, after the tiles have shown that it continues
 * it: a leader that was paused for a day and wakes inside {@link #raise} cannot set the mark back, a tree with another
 * history cannot replace it, and several processes may share the folder. Before sizes were in the names there was one file,
 * {@code <origin>.checkpoint}; it is read as one mark more.
 */
class HighWaterMark implements ForeignHeads {
    private final Path folder;
    private final String origin;
    private final Pattern form;

    HighWaterMark(Path folder, String origin) {
        this.folder = folder.toAbsolutePath();
        this.origin = origin;
        this.form = Pattern.compile(Pattern.quote(origin) + "(?:\\.([0-9]{18}))?\\.checkpoint");
    }

    private record Mark(long size, Path file) {}

    @Override
    public String place() {
        return "high-water mark";
    }

    @Override
    public List<Bytes> notes() {
        List<Bytes> notes = new ArrayList<>();
        marks().forEach(mark -> read(mark).ifPresent(notes::add));
        return notes;
    }

    /** The note of the largest size. */
    Optional<Bytes> read() {
        // One that is gone when it is to be read was taken away by a larger one.
        for (int attempt = 0; attempt < 10; attempt++) {
            List<Mark> marks = marks();
            if (marks.isEmpty()) {
                return Optional.empty();
            }
            Optional<Bytes> note = read(marks.get(marks.size() - 1));
            if (note.isPresent()) {
                return note;
            }
        }
        throw new UncheckedIOException(new IOException("the high-water mark changes faster than it can be read"));
    }

    /**
     * Makes the mark at least as large as {@code signed}; durable when this returns. A larger mark that {@code tree} leads
     * to stays.
     *
     * @param tree the tree that the database has, at least as large as the checkpoint's
     * @throws ObjectionException if a mark is larger than {@code tree} or its root is not in it: then nothing is changed
     * @throws DamagedTreeException if the log once signed another root of this size, which nobody may do twice
     */
    void raise(SignedCheckpoint signed, LogIdentity log, TileTree tree) {
        long size = signed.checkpoint().size();
        List<Mark> marks = marks();
        List<Mark> counting = marks.stream().filter(mark -> counts(mark, log)).toList();
        requireIn(tree, counting, log);
        if (counting.stream().anyMatch(mark -> mark.size() > size)) {
            return;
        }
        PrivateFile file = new PrivateFile(file(size));
        try {
            if (!file.create(signed.note().toArray())) {
                requireSame(file, signed, log);
            }
            for (Mark mark : marks) {
                // What lies above does not count, and must not hide this one.
                if (!mark.file().equals(file.path())) {
                    Files.deleteIfExists(mark.file());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the high-water mark cannot be written", e);
        }
    }

    /** What a larger mark takes away was a promise: only the tree that keeps it may do so. */
    private void requireIn(TileTree tree, List<Mark> marks, LogIdentity log) {
        for (Mark mark : marks) {
            if (mark.size() > tree.size()) {
                throw new ObjectionException(Objection.behind(place(), tree.size(), mark.size()));
            }
        }
        for (Mark mark : marks) {
            Optional<SignedCheckpoint> head = read(mark).flatMap(log::verified);
            if (head.isPresent()
                    && !tree.frontierAt(mark.size())
                            .root()
                            .equals(head.get().checkpoint().root())) {
                throw new ObjectionException(Objection.contradicted(place(), mark.size()));
            }
        }
    }

    private static boolean counts(Mark mark, LogIdentity log) {
        return read(mark)
                .flatMap(log::verified)
                .filter(signed -> signed.checkpoint().size() == mark.size())
                .isPresent();
    }

    private static void requireSame(PrivateFile file, SignedCheckpoint signed, LogIdentity log) throws IOException {
        Optional<SignedCheckpoint> known = file.read().map(Bytes::of).flatMap(log::verified);
        if (known.isPresent() && !known.get().checkpoint().equals(signed.checkpoint())) {
            throw new DamagedTreeException(
                    "another root of " + signed.checkpoint().size()
                            + " entries was signed before: see the high-water mark " + file.path());
        }
        if (known.isEmpty()) {
            file.replace(signed.note().toArray());
        }
    }

    Path file(long size) {
        return folder.resolve(String.format(Locale.ROOT, "%s.%018d.checkpoint", origin, size));
    }

    /** Smallest first. */
    private List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = form.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    size(name.group(1), file).ifPresent(size -> marks.add(new Mark(size, file)));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the high-water mark cannot be read", e);
        }
        marks.sort((a, b) -> Long.compare(a.size(), b.size()));
        return marks;
    }

    /** By its name, or what the one without a size in its name says of itself. */
    private static Optional<Long> size(@Nullable String digits, Path file) {
        if (digits != null) {
            return Optional.of(Long.parseLong(digits));
        }
        try {
            Optional<Bytes> note = read(file);
            return note.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            Checkpoint.parse(Note.parse(note.get().toArray()).text())
                                    .size());
        } catch (InvalidNoteException e) {
            return Optional.empty();
        }
    }

    private static Optional<Bytes> read(Mark mark) {
        return read(mark.file());
    }

    private static Optional<Bytes> read(Path file) {
        try {
            return new PrivateFile(file).read().map(Bytes::of);
        } catch (IOException e) {
            throw new UncheckedIOException("the high-water mark cannot be read", e);
        }
    }
}
