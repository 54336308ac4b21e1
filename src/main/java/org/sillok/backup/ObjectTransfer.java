package org.sillok.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.sillok.kernel.Digest;
import org.sillok.storage.Draft;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectExistsException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/**
 * Brings single objects into a backup. What the backup has already counts only after it was read: a copy that rotted, or that
 * somebody changed, is replaced, and none is given up before there is a better one.
 */
final class ObjectTransfer {
    private final ObjectStore source;
    private final ObjectStore target;
    private long copied;

    ObjectTransfer(ObjectStore source, ObjectStore target) {
        this.source = source;
        this.target = target;
    }

    long copied() {
        return copied;
    }

    /**
     * Sees to it that the backup has this object.
     *
     * @param known the digest that its bytes must have; if nobody knows it, they are what the source says
     * @return the digest of its bytes; empty if neither the backup nor the source has them
     */
    Optional<Digest> bring(ObjectName name, Optional<Digest> known) throws IOException {
        Optional<Digest> there = target.stat(name).isPresent() ? Optional.of(digest(target, name)) : Optional.empty();
        return known.isPresent() && there.equals(known) ? there : copy(name, known, there);
    }

    private Optional<Digest> copy(ObjectName name, Optional<Digest> known, Optional<Digest> there) throws IOException {
        try (SeekableByteChannel in = source.open(name);
                Draft draft = target.draft(name)) {
            DigestedOutput digested = new DigestedOutput(draft.body());
            Channels.newInputStream(in).transferTo(digested);
            Optional<Digest> digest = Optional.of(digested.sha256());
            if (known.isPresent() && !known.equals(digest)) {
                return Optional.empty();
            }
            if (!there.equals(digest)) {
                if (there.isPresent()) {
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

    static Digest digest(ObjectStore store, ObjectName name) throws IOException {
        DigestedOutput digested = new DigestedOutput(OutputStream.nullOutputStream());
        try (SeekableByteChannel in = store.open(name)) {
            Channels.newInputStream(in).transferTo(digested);
        }
        return digested.sha256();
    }
}
