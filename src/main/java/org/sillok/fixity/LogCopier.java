package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.core.Copy;
import org.sillok.kernel.Bytes;
import org.sillok.log.LogInspection;
import org.sillok.log.StoredLog;
import org.sillok.storage.ObjectConflictException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;

/**
 * Copies what lies beside the evidence, the log first of all, so that the record can be rebuilt from the replica. No
 * statement has the digests of these objects: a rebuild and an audit prove them, all together, against signed checkpoints.
 */
@ApplicationScoped
class LogCopier {
    private static final Logger LOGGER = Logger.getLogger(LogCopier.class);
    private static final String LOG = "log/";
    private static final String CHECKPOINT = "/checkpoint";

    private final Copies copies;
    private final ReplicaMark mark;
    private final LogInspection logs;

    LogCopier(Copies copies, ReplicaMark mark, LogInspection logs) {
        this.copies = copies;
        this.mark = mark;
        this.logs = logs;
    }

    /**
     * Copies what the replica lacks, then the copies of checkpoints, which are never ahead of their trees there: not while
     * anything had to be left out.
     *
     * @return how many objects were left out, because they cannot be read, or the replica has other bytes of that name
     */
    long work(Turn turn) {
        mark.require();
        ObjectStore evidence = copies.store(Copy.EVIDENCE);
        ObjectStore replica = copies.store(Copy.REPLICA);
        // Read before the listing: the tree of a checkpoint is complete in what is listed after it.
        List<Pointer> checkpoints = checkpoints();
        Set<ObjectName> pointers = checkpoints.stream().map(Pointer::name).collect(Collectors.toSet());
        long left = 0;
        try (Stream<ObjectName> wanted = evidence.list(LOG);
                Stream<ObjectName> present = replica.list(LOG)) {
            Iterator<ObjectName> there = present.iterator();
            @Nullable ObjectName next = next(there);
            for (Iterator<ObjectName> names = wanted.iterator(); names.hasNext(); ) {
                ObjectName name = names.next();
                // Also for names that are there: the turn is to be kept through millions of them.
                turn.read(0);
                while (next != null && next.compareTo(name) < 0) {
                    next = next(there);
                }
                if (!name.equals(next) && !pointers.contains(name) && !copy(evidence, replica, name, turn)) {
                    LOGGER.warnf("An object of the log could not be copied to the replica: %s", name);
                    left++;
                }
            }
        }
        if (left == 0) {
            checkpoints.forEach(pointer -> pointer.raise(replica));
        }
        return left;
    }

    /** A pointer of the evidence store, and what it said. */
    private record Pointer(ObjectName name, Bytes bytes) {
        void raise(ObjectStore replica) {
            Optional<Bytes> seen = Copies.small(replica, name).map(Bytes::of);
            if (!seen.filter(bytes::equals).isPresent()) {
                // Another copier that was faster has a newer one, or the next pass has.
                replica.replacePointer(name, seen, bytes.toArray());
            }
        }
    }

    private List<Pointer> checkpoints() {
        List<Pointer> found = new ArrayList<>();
        for (StoredLog log : logs.logs()) {
            logs.checkpointCopy(log)
                    .ifPresent(bytes -> found.add(new Pointer(new ObjectName(LOG + log.origin() + CHECKPOINT), bytes)));
        }
        return found;
    }

    private static @Nullable ObjectName next(Iterator<ObjectName> names) {
        return names.hasNext() ? names.next() : null;
    }

    /** Returns whether the replica has it now, or nobody needs it any more. */
    private static boolean copy(ObjectStore evidence, ObjectStore replica, ObjectName name, Turn turn) {
        Optional<byte[]> bytes;
        try {
            bytes = Copies.small(evidence, name);
            if (bytes.isEmpty()) {
                // A partial tile may be gone since it was listed.
                return evidence.stat(name).isEmpty();
            }
        } catch (StorageException | UncheckedIOException e) {
            return false;
        }
        turn.read(bytes.get().length);
        try {
            replica.put(name, bytes.get());
            return true;
        } catch (ObjectConflictException e) {
            // An audit of the replica tells which are right.
            return false;
        }
    }
}
