package org.sillok.succession;

import org.sillok.kernel.Digest;
import org.sillok.kernel.SuccessionId;
import org.sillok.storage.ObjectName;
import org.sillok.succession.core.Archive;

/** A message of a package that may be handed over now, with the digests of exactly its bytes. */
public record PackagePart(
        SuccessionId succession,
        Archive archive,
        int number,
        ObjectName object,
        long length,
        Digest sha256,
        Digest sha512) {
    /** What a file with it is called. */
    public String fileName() {
        return succession + "-" + archive.slug() + ".zip." + number + ".cms";
    }
}
