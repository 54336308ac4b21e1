package org.sillok.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.Staging;
import org.sillok.storage.StorageException;
import org.sillok.upload.core.Segment;
import org.sillok.vault.ObjectReader;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** The encrypted bytes of uploads. */
@ApplicationScoped
class SegmentStore {
    private final ObjectStore staging;
    private final ObjectReader reader;
    private final Vault vault;

    SegmentStore(@Staging ObjectStore staging, Vault vault) {
        this.staging = staging;
        this.reader = new ObjectReader(staging);
        this.vault = vault;
    }

    Draft draft(ObjectId object) {
        return staging.draft(ObjectName.of(object));
    }

    /**
     * The plain bytes of some segments, one after the other. Each is authenticated; that they are the upload's, and in
     * their order, is told by its digest only.
     */
    InputStream read(SubjectKeys keys, List<Segment> segments) {
        return new SegmentStream(
                segments.iterator(),
                segment -> reader.open(vault.objectKey(keys, segment.object(), segment.wrapped()), segment.length()));
    }

    /** Removes objects that no upload refers to. What cannot be removed just now is left to the sweep. */
    void discard(Collection<ObjectId> objects) {
        for (ObjectId object : objects) {
            try {
                staging.discard(ObjectName.of(object));
            } catch (StorageException e) {
                return;
            }
        }
    }
}
