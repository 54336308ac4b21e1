package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.jboss.logging.Logger;
import org.sillok.evidence.core.ByteRange;
import org.sillok.identity.Caller;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectStore;

/**
 * The bytes of a part that was offered. The caller closes the streams. That a part was sent to its end is on record before its
 * last portion is given out, so a response that arrived whole was recorded.
 */
@ApplicationScoped
public class PartContents {
    private static final Logger LOG = Logger.getLogger(PartContents.class);

    private final ObjectStore store;
    private final Deliveries deliveries;

    PartContents(ObjectStore store, Deliveries deliveries) {
        this.store = store;
        this.deliveries = deliveries;
    }

    /** The whole part. An altered one never comes out whole: the stream fails before its last portion. */
    public Outcome<InputStream> whole(Caller caller, PartOffer part) throws IOException {
        return open(caller, part, 0, part.length());
    }

    /** A range of the part. It cannot be verified alone: the recipient compares the digest of what it has put together. */
    public Outcome<InputStream> range(Caller caller, PartOffer part, ByteRange.Part range) throws IOException {
        return open(caller, part, range.first(), range.size());
    }

    private Outcome<InputStream> open(Caller caller, PartOffer part, long first, long size) throws IOException {
        SeekableByteChannel stored;
        try {
            stored = store.open(part.object());
        } catch (NoSuchObjectException e) {
            return damaged(part);
        }
        boolean handedOver = false;
        try {
            if (stored.size() != part.length()) {
                return damaged(part);
            }
            stored.position(first);
            handedOver = true;
            return Outcome.done(new PartStream(
                    stored,
                    size,
                    size == part.length() ? part.sha256() : null,
                    first + size == part.length()
                            ? () -> deliveries.sent(caller, part.bundle(), part.number())
                            : () -> {}));
        } finally {
            if (!handedOver) {
                stored.close();
            }
        }
    }

    private static <T> Outcome<T> damaged(PartOffer part) {
        LOG.errorf("Part %d of bundle %s is missing or damaged in the object store", part.number(), part.bundle());
        return Outcome.refused(
                ProblemCode.BUNDLE_CONTENT,
                "This part of the bundle is missing or damaged in the object store. Nothing was sent.");
    }
}
