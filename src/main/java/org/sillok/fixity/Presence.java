package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.stream.Stream;
import org.sillok.fixity.core.Copy;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageUnavailableException;

/**
 * Whether a store is the one that was filled, and hands out what it has. A directory whose disk is not mounted, an emptied
 * bucket or another disk say of every object that it is not there, and some stores list what they cannot read; that is no
 * damage of any object.
 */
@ApplicationScoped
class Presence {
    // A file is known only by a statement in the log, and the log lies in the same store.
    private static final String LOG = "log/";
    private static final String CONTENT = "content/";
    // One of the log's own may be what is damaged; each that hangs takes as long as there is patience.
    private static final int LOG_OBJECTS = 3;
    // Names are random, so the first ones are as good as any.
    private static final int FILES = 20;
    private static final int READ = 64 * 1024;

    private final Copies copies;
    private final ReplicaMark mark;

    Presence(Copies copies, ReplicaMark mark) {
        this.copies = copies;
        this.mark = mark;
    }

    /** Throws {@link StorageException} or {@link UncheckedIOException} if the store is away, or another one. */
    void require(Copy copy) {
        if (copy == Copy.REPLICA) {
            mark.require();
        } else {
            requireOneOf(copies.store(copy), LOG, LOG_OBJECTS);
        }
    }

    /** Throws the same if it hands out no file at all: its content may lie elsewhere than its log, and that may be away. */
    void requireFiles(Copy copy) {
        requireOneOf(copies.store(copy), CONTENT, FILES);
    }

    private static void requireOneOf(ObjectStore store, String prefix, int most) {
        RuntimeException failure = new StorageUnavailableException("nothing of " + prefix + " is in the store");
        try (Stream<ObjectName> names = store.list(prefix)) {
            for (Iterator<ObjectName> some = names.limit(most).iterator(); some.hasNext(); ) {
                try {
                    readFrom(store, some.next());
                    return;
                } catch (StorageException | UncheckedIOException e) {
                    failure = e;
                }
            }
        }
        throw failure;
    }

    private static void readFrom(ObjectStore store, ObjectName name) {
        try (SeekableByteChannel channel = store.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(READ);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // As far as the buffer goes.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
