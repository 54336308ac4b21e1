package org.sillok.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files of a bundle, packed or unpacked, after all that can be told without reading them was found in order. */
interface BundleFiles {
    /** The name of the folder that everything is in; empty if it is no part of the bundle. */
    Optional<String> root();

    /** The paths below the root, in ascending order. */
    List<String> names();

    /**
     * The content of one of {@link #names}.
     *
     * @throws BundleFormatException from here or from the stream if the content is not what the archive says
     */
    InputStream open(String name) throws IOException;
}
