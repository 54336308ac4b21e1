package org.sillok.bundle.core;

import java.util.List;
import org.sillok.kernel.Bytes;

/** Gets time-stamps, from nobody or from several authorities. A failure to get one is an answer without it. */
@FunctionalInterface
public interface Stamper {
    /** At most {@link Layout#MAX_STAMPS} responses or tokens (RFC 3161, DER) over exactly these bytes. */
    List<Bytes> stamp(Bytes bytes);
}
