package org.sillok.storage;

import java.io.OutputStream;

/**
 * An object that is being written. Nobody sees it before {@link #publish()}; closing it unpublished discards it. After
 * a crash its bytes stay behind until {@link ObjectStore#sweepDrafts}. Not thread-safe.
 */
public interface Draft extends AutoCloseable {
    /**
     * Where the bytes go, always the same stream. Its failures are {@link StorageException}s, not
     * {@link java.io.IOException}s, so a caller that copies can tell the store's failures from the source's. Closing
     * it says that nothing more comes, so that the store need not keep what it holds in memory; it publishes nothing.
     */
    OutputStream body();

    /**
     * Makes all bytes written so far durable and then visible under the draft's name, both or neither. When it
     * returns, the object survives the loss of power.
     *
     * @throws ObjectExistsException if the name is taken; that object is untouched, and of several concurrent drafts
     *     of one name exactly one is published
     * @throws StorageException if anything else fails; the object may or may not have become visible, and then
     *     {@link ObjectStore#stat} tells
     */
    void publish();

    /** Discards what was not published. Never throws; what cannot be removed is left to the sweep. */
    @Override
    void close();
}
