package org.sillok.bundle.core;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the bytes of a bundle come from. Each is asked for once, read to its end and closed. What is not there, or can no
 * longer be read, is an {@link IOException}.
 */
public interface Contents {
    /** The released bytes of one file. */
    InputStream open(PlannedItem item, PlannedFile file) throws IOException;

    /** The receipt of one item. */
    InputStream receipt(PlannedItem item) throws IOException;
}
