package org.sillok.custody;

import java.util.Optional;
import org.sillok.custody.core.EventType;
import org.sillok.kernel.Digest;

/** Is told what a database had forgotten when it was rebuilt, each time before the statements are written. */
public interface Forgotten {
    /** Everything from this entry of the log on; of several calls the smallest number counts. */
    void from(long index);

    /** A statement that cannot be brought back, because another one has its place. */
    void displaced(Displaced statement);

    /**
     * What a displaced statement says.
     *
     * @param subject whose keys seal it: what it is about
     * @param owner the party whose stream it belongs to, if that can be told
     */
    record Displaced(String subject, Optional<String> owner, Digest statement, EventType type) {}
}
