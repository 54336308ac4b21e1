package org.sillok.storage;

import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.sillok.kernel.Bytes;

/**
 * Write-once storage of named bytes. Implementations are thread-safe, may be shared by several processes, and use
 * memory that does not depend on an object's length. All failures are {@link StorageException}s, including those of
 * the streams and channels handed out. A write that fails may nevertheless have persisted; every write may be
 * repeated.
 */
public interface ObjectStore {
    /** Begins an object. Whether the name is free is decided by {@link Draft#publish()}. */
    Draft draft(ObjectName name);

    /**
     * Publishes a small object durably. If the name is taken by the same bytes this succeeds, and they are durable.
     *
     * @throws ObjectConflictException if the name is taken by other bytes
     */
    void put(ObjectName name, byte[] bytes);

    /**
     * Opens an object for reading at any position. The channel belongs to one thread at a time; the caller closes it.
     *
     * @throws NoSuchObjectException if there is none
     */
    SeekableByteChannel open(ObjectName name);

    /** Length and time of an object, or empty if there is none. */
    Optional<ObjectInfo> stat(ObjectName name);

    /**
     * The names that begin with {@code prefix} (any text; empty: all), in the order of their characters, read lazily.
     * What appears or disappears meanwhile may or may not be listed. Drafts and things the store did not write are
     * not.
     */
    Stream<ObjectName> list(String prefix);

    /**
     * Removes a leftover that no record refers to; removing what is not there succeeds. Never used on recorded
     * objects.
     */
    void discard(ObjectName name);

    /**
     * Begins what takes the place of a damaged or missing object: for repairs, and nothing else. Its
     * {@link Draft#publish()} never throws {@link ObjectExistsException}; readers see the old bytes or the new. What had
     * the name is kept for whoever examines it later: below as an older version where the store keeps versions, otherwise
     * under {@code damaged/} and the name, where nothing sweeps. The caller publishes only what it has verified.
     *
     * @param handedOut whether the store handed out what has the name when it was asked last: only what nobody can read may
     *     be replaced without having been kept
     * @throws ObjectConflictException from its {@code publish} if something is in the place that is no object
     */
    Draft replacement(ObjectName name, boolean handedOut);

    /**
     * Makes sure that an object that is there is protected as one that is published now: whoever published it may have ended,
     * or failed, before it was locked. Does nothing in a store without locks.
     */
    void keep(ObjectName name);

    /**
     * Replaces, atomically and durably, a small object that is meant to change: the only mutable thing, for copies of
     * what the database decides (the newest checkpoint). A reader sees the old bytes or the new. Of several writers that
     * saw the same bytes one succeeds, also if one of them was paused for a day after it had seen them.
     *
     * @param seen what the caller found there, or empty if there was nothing
     * @return false, having changed nothing, if something else is there by now
     */
    boolean replacePointer(ObjectName name, Optional<Bytes> seen, byte[] bytes);

    /**
     * Removes drafts that were last written to longer than {@code olderThan} ago and are not open in this process.
     *
     * @return how many were removed
     */
    long sweepDrafts(Duration olderThan);
}
