package org.sillok.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.sillok.crypto.DigestedOutput;
import org.sillok.kernel.Digest;
import org.sillok.storage.Draft;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectExistsException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageUnavailableException;

/**
 * Brings single objects into a backup. What the backup has already counts only after it was read: a copy that rotted, or that
 * somebody changed, is replaced, and none is given up before there is a better one. Bytes that cannot be read, here or there,
 * are as good as others.
 */
final class ObjectTransfer {
    // A bad sector is one object's misfortune; when one after the other cannot be read, it is the store.
    private static final int OUTAGE = 5;
    private static final int BUFFER = 64 * 1024;

    private final ObjectStore source;
    private final ObjectStore target;
    private long copied;
    private int unreadable;

    ObjectTransfer(ObjectStore source, ObjectStore target) {
        this.source = source;
        this.target = target;
    }

    long copied() {
        return copied;
    }

    /** The source does not give the bytes, for a reason of its own. */
    private static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final StorageUnavailableException reason;

        private UnreadableException(StorageUnavailableException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /**
     * Sees to it that the backup has this object.
     *
     * @param known the digest that its bytes must have; if nobody knows it, they are what the source says
     * @return the digest of its bytes; empty if neither the backup nor the source has them
     * @throws StorageUnavailableException if the source cannot be read at all
     */
    Optional<Digest> bring(ObjectName name, Optional<Digest> known) throws IOException {
        boolean present = target.stat(name).isPresent();
        Optional<Digest> there = present ? readable(target, name) : Optional.empty();
        if (known.isPresent() && there.equals(known)) {
            return there;
        }
        try {
            Optional<Digest> digest = copy(name, known, present, there);
            unreadable = 0;
            return digest;
        } catch (UnreadableException e) {
            unreadable++;
            if (unreadable >= OUTAGE) {
                throw e.reason;
            }
            return Optional.empty();
        }
    }

    private Optional<Digest> copy(ObjectName name, Optional<Digest> known, boolean present, Optional<Digest> there)
            throws IOException, UnreadableException {
        try (SeekableByteChannel in = opened(name);
                Draft draft = target.draft(name)) {
            DigestedOutput digested = new DigestedOutput(draft.body());
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (read(in, buffer) >= 0) {
                digested.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            Optional<Digest> digest = Optional.of(digested.sha256());
            if (known.isPresent() && !known.equals(digest)) {
                return Optional.empty();
            }
            if (!there.equals(digest)) {
                if (present) {
                    target.discard(name);
                }
                draft.publish();
                copied++;
            }
            return digest;
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        } catch (ObjectExistsException e) {
            throw new BackupException("Another backup is being written into this directory.", e);
        }
    }

    private SeekableByteChannel opened(ObjectName name) throws UnreadableException {
        try {
            return source.open(name);
        } catch (StorageUnavailableException e) {
            throw new UnreadableException(e);
        }
    }

    private static int read(SeekableByteChannel in, ByteBuffer buffer) throws IOException, UnreadableException {
        try {
            return in.read(buffer);
        } catch (StorageUnavailableException e) {
            throw new UnreadableException(e);
        }
    }

    /** The digest of an object that is there; empty if it cannot be read. */
    static Optional<Digest> readable(ObjectStore store, ObjectName name) throws IOException {
        try {
            return Optional.of(digest(store, name));
        } catch (StorageUnavailableException e) {
            return Optional.empty();
        }
    }

    static Digest digest(ObjectStore store, ObjectName name) throws IOException {
        DigestedOutput digested = new DigestedOutput(OutputStream.nullOutputStream());
        try (SeekableByteChannel in = store.open(name)) {
            Channels.newInputStream(in).transferTo(digested);
        }
        return digested.sha256();
    }
}
